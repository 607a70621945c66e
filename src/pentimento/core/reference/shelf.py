"""Reading a shelf of tables: a folder of TOML or CSV files and one ``SOURCE.toml`` that vouches for them.

``SOURCE.toml`` gives ``title``, ``origin``, ``date``, ``licence`` and, under ``[files]``, the SHA-256
of every table. A table that is not listed does not exist; one whose bytes differ is not used.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.kernel.provenance import Source

VOUCHER = "SOURCE.toml"
STATED = ("title", "origin", "date", "licence")


@dataclass(frozen=True)
class Shelf:
    """One folder of tables that is checked against its ``SOURCE.toml`` at every reading."""

    folder: Traversable

    def names(self) -> tuple[str, ...]:
        """Names of the tables that are vouched for, in alphabetical order."""
        return tuple(sorted(self._voucher["files"]))

    def source(self, name: str) -> Source:
        """Where a table comes from, with the SHA-256 it must have."""
        voucher = self._voucher
        return Source(
            title=voucher["title"],
            licence=voucher["licence"],
            date=voucher["date"],
            url=voucher["origin"],
            sha256=self._expected(name),
        )

    def toml(self, name: str) -> dict[str, Any]:
        """A TOML table. Invalid when its bytes are not the vouched ones or not TOML."""
        return _toml(self._checked(name), name)

    def csv(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV table with a header line. Invalid when a row is longer or shorter than the header."""
        lines = csv.DictReader(io.StringIO(_text(self._checked(name), name), newline=""), strict=True)
        try:
            rows = list(lines)
        except csv.Error as wrong:
            raise Invalid("The table {name} cannot be read: {reason}.", name=name, reason=str(wrong)) from None
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise Invalid("Row {row} of the table {name} does not fit its header.", row=number, name=name)
        return rows

    @cached_property
    def _voucher(self) -> dict[str, Any]:
        place = self.folder.joinpath(VOUCHER)
        if not place.is_file():
            raise Invalid("The tables in {folder} have no SOURCE.toml, so nothing vouches for them.", folder=self._name)
        voucher = _toml(place.read_bytes(), VOUCHER)
        if lacking := [key for key in STATED if not isinstance(voucher.get(key), str) or not voucher[key].strip()]:
            raise Invalid("{folder}/SOURCE.toml does not state {keys}.", folder=self._name, keys=", ".join(lacking))
        listed = voucher.get("files")
        if not isinstance(listed, dict) or not listed:
            raise Invalid("{folder}/SOURCE.toml lists no files.", folder=self._name)
        return voucher

    @property
    def _name(self) -> str:
        return self.folder.name

    def _expected(self, name: str) -> str:
        try:
            return str(self._voucher["files"][name])
        except KeyError:
            raise NotFound("There is no table {name} in {folder}.", name=name, folder=self._name) from None

    def _checked(self, name: str) -> bytes:
        expected, place = self._expected(name), self.folder.joinpath(name)
        if not place.is_file():
            raise Invalid("The table {name} is missing. Install Pentimento again.", name=name)
        content = place.read_bytes()
        if hashlib.sha256(content).hexdigest() != expected.lower():
            raise Invalid(
                "The table {name} is not the one that was checked in: its SHA-256 differs from SOURCE.toml. "
                "Install Pentimento again, or restore the file.",
                name=name,
            )
        return content


def shipped(folder: str) -> Shelf:
    """A shelf that ships with Pentimento, such as ``instruments``."""
    place = files("pentimento.core.reference").joinpath(folder)
    if not folder.isidentifier() or not place.is_dir():
        raise NotFound("Pentimento ships no tables called {folder}.", folder=folder)
    return Shelf(place)


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid("The table {name} is not written in UTF-8.", name=name) from None


def _toml(content: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(content, name))
    except tomllib.TOMLDecodeError as wrong:
        raise Invalid("The table {name} cannot be read: {reason}.", name=name, reason=str(wrong)) from None
