"""What other systems call an occupation, read backwards: a programme of study, an ISCO group or a military title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unicodedata import normalize

from pentimento.core.kernel.errors import Invalid
from pentimento.core.reference.shelf import shipped

from .codes import shown

SHELF = "occupations"
PROGRAMME = re.compile(r"\d{2}\.\d{4}")
BEGUN_PROGRAMME = re.compile(r"\d{2}\.\d{1,4}")
GROUP = re.compile(r"\d{4}")
# Army 68W and 73B, Air Force 4C0X1, 4C031 and 42P3, as they are written. Titles are linked; no code is.
SERVICE = re.compile(r"\d{2}[a-z]\d?|\d[a-z]\d[x\d]\d")
# 51.2301 may be a programme of study or the group 51-2301 with a point for its hyphen. Occupations have these only.
MAJOR_GROUPS = {f"{number}" for number in range(11, 56, 2)}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A code or title of another system and the occupations it is linked to, which may be none or several.

    ``system`` is its full name; ``title`` what that system calls it, where it is known; ``note`` what to mind.
    """

    system: str
    name: str
    codes: tuple[str, ...] = ()
    title: str = ""
    note: str = ""

    @property
    def only(self) -> str:
        """The one occupation it stands for.

        Raises
        ------
        Invalid
            Where it stands for none that is known, or for several, with their codes.
        """
        if not self.codes:
            raise Invalid(
                "“{name}” has the form of a code of the {system}, and no occupation known here is linked to it.",
                name=shown(self.name),
                system=self.system,
            )
        if len(self.codes) > 1:
            raise Invalid(
                "“{name}” of the {system} stands for several occupations: {codes}. Choose one of them.",
                name=shown(self.name),
                system=self.system,
                codes=", ".join(self.codes),
            )
        return self.codes[0]


Links = Mapping[str, Elsewhere]


def read_elsewhere(typed: str, links: Links | None = None) -> Elsewhere | None:
    """The code or title of another system that was typed in full, or None where it is none.

    Examples
    --------
    >>> read_elsewhere("51.2301").codes, read_elsewhere("2269").system
    (('29-1129.01',), 'International Standard Classification of Occupations 2008')
    >>> read_elsewhere("29-1129.01") is None
    True
    """
    words = plain(typed)
    found = (shipped_links() if links is None else links).get(words)
    if found is not None:
        return found
    if GROUP.fullmatch(words):
        return Elsewhere(_system("isco"), words)
    if PROGRAMME.fullmatch(words) and words[:2] not in MAJOR_GROUPS:
        return Elsewhere(_system("cip"), words)
    if SERVICE.fullmatch(words):
        return Elsewhere(_system("military"), words.upper())
    return None


def begun(typed: str, links: Links | None = None) -> Iterator[Elsewhere]:
    """What somebody who types may mean: codes that begin so, and titles with these words in them."""
    words = plain(typed)
    is_code = bool(GROUP.fullmatch(words) or BEGUN_PROGRAMME.fullmatch(words))
    if not is_code and (len(words) < 3 or words[0].isdecimal()):
        return
    for key, one in (shipped_links() if links is None else links).items():
        if key.startswith(words) if is_code else words in key and not key[0].isdecimal():
            yield one


def links_from(walks: Iterable[Mapping[str, Any]]) -> Links:
    """Crosswalks of occupations, each with its ``code``, turned around: what is typed, and whom it stands for."""
    found: dict[str, Elsewhere] = {}
    for walk in walks:
        for one in _of(walk):
            key = plain(one.name)
            had = found.get(key)
            found[key] = replace(had, codes=(*had.codes, *one.codes)) if had else one
    return found


@cache
def shipped_links() -> Links:
    """The links that ship with Pentimento."""
    return links_from([_table()])


def plain(typed: str) -> str:
    """As it is compared: without spaces around it, in small letters."""
    return " ".join(normalize("NFKC", typed[:200]).split()).casefold()


def _of(walk: Mapping[str, Any]) -> Iterator[Elsewhere]:
    code = (walk["code"],)
    for name in walk["cip"]["codes"]:
        yield Elsewhere(walk["cip"]["name"], name, code)
    isco = walk["isco"]
    yield Elsewhere(isco["name"], isco["code"], code, isco["title"], isco["note"])
    for name in walk["military"]["titles"]:
        yield Elsewhere(walk["military"]["name"], name, code)


def _system(key: str) -> str:
    return str(_table()[key]["name"])


def _table() -> dict[str, Any]:
    return shipped(SHELF).toml("crosswalks.toml")
