"""The rows of one file as a stream, whatever kind of table it is. A web page in place of a table is refused."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid, WrongType

from .opening import Bundle, Member
from .workbook import first_sheet

BLOCK = 1 << 20
WEB_PAGE = (b"<!doctype", b"<html", b"<head", b"<?xml")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was learnt from a file's bytes before its rows were read."""

    sha256: str
    encoding: str


def look(bundle: Bundle, member: Member) -> Seen:
    """Read a file once for its SHA-256 and its encoding, and refuse what is no table.

    Raises
    ------
    Invalid
        A web page, an empty file, or one with NUL bytes where text is expected.
    WrongType
        A spreadsheet of the old kind, or one that is none.
    """
    mark, encoding = hashlib.sha256(), "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with bundle.reading(member) as stream:
        block = stream.read(BLOCK)
        _check_beginning(member, block)
        while block:
            mark.update(block)
            if member.form != "xlsx":
                encoding = _encoding(decoder, block, encoding, member)
            block = stream.read(BLOCK)
    return Seen(mark.hexdigest(), encoding)


def _check_beginning(member: Member, block: bytes) -> None:
    begins = block[:400].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if begins.startswith(WEB_PAGE):
        raise Invalid(
            "{file} is a web page, not a table: the download went wrong. Download the release again.", file=member.short
        )
    if begins.startswith(OLD_EXCEL):
        raise WrongType("{file} is an old Excel file. Download the release as text or .xlsx.", file=member.short)
    if not begins:
        raise Invalid("{file} is empty. Download the release again.", file=member.short)
    if member.form == "xlsx" and not begins.startswith(b"pk\x03\x04"):
        raise WrongType("{file} is not an Excel file, whatever its name says.", file=member.short)


def _encoding(decoder: codecs.IncrementalDecoder, block: bytes, sofar: str, member: Member) -> str:
    if b"\0" in block:
        raise Invalid("{file} holds bytes that no text has. Download the release again.", file=member.short)
    if sofar != "utf-8-sig":
        return sofar
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return "cp1252"  # releases before 2012 were written on Windows
    return sofar


@contextmanager
def rows_of(bundle: Bundle, member: Member, seen: Seen) -> Iterator[Iterator[Row]]:
    """The rows of a file with their numbers as a person counts them, the header being row 1."""
    with bundle.reading(member) as stream:
        if member.form == "xlsx":
            with first_sheet(stream, member.short) as rows:
                yield rows
        else:
            text = io.TextIOWrapper(stream, seen.encoding, errors="replace", newline="")
            try:
                yield _lines(text, member)
            finally:
                text.detach()


def _lines(text: io.TextIOWrapper, member: Member) -> Iterator[Row]:
    if member.form == "csv":
        reader = csv.reader(text, strict=True)
    else:
        reader = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise Invalid(
            "{file}, row {row}: this line is no row of a table ({reason}).",
            file=member.short,
            row=reader.line_num,
            reason=str(error),
        ) from error
