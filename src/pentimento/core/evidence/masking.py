"""Words with the names taken out: what remains can be read by somebody who need not know whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHORTEST = 2  # letters of a name
_PARTS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_REACHED_BY = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d ()/-]{7,}\d")
# A capital after a small letter or a comma, in the middle of a line: somebody's name far more often than not.
_UNKNOWN = re.compile(r"(?<=[^\W\d_A-Z][ ,]|[,;][ ])[^\W\d_a-z][^\W\d_]*[a-z][^\W\d_]*(?:-[^\W\d_]+)*")
_NO_NAMES = (
    "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Christmas Easter English Goal Said Seen Offered Worked"
)
_KNOWN_WORDS = frozenset(_NO_NAMES.split())
_LITTLE = frozenset({"de", "van", "von", "der", "den", "la", "le", "du", "da", "di", "of", "and", "the"})
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Mx", "Dr", "Miss", "Sir", "Prof"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; ``is_mask`` where they stand in place of others."""

    text: str
    is_mask: bool = False


def names_as(names: Iterable[str], stands_for: str) -> dict[str, str]:
    """Every part of these names, with the words that stand in for it.

    >>> names_as(["Ana de la Cruz"], "the client")
    {'Ana': 'the client', 'Cruz': 'the client'}
    """
    parts = (part for name in names for part in _PARTS.findall(name))
    return {part: stands_for for part in parts if len(part) >= SHORTEST and part not in _TITLES and part not in _LITTLE}


def masked(text: str, names: Mapping[str, str], *, unknown: str = "") -> tuple[Piece, ...]:
    """Replace names, mail addresses and telephone numbers; neighbouring masks of one person become one.

    With ``unknown``, that word also stands for what looks like a name nobody recorded: a capital in the middle
    of a line. It hides towns and brands as well, and misses a name that begins a sentence.

    >>> "".join(piece.text for piece in masked("Bryn Vale's tree", {"Bryn": "the client", "Vale": "the client"}))
    "the client's tree"
    """
    pieces: list[Piece] = []
    for part in _split(text, {**_looks_like_names(text, unknown), **names}):
        if part.is_mask and len(pieces) > 1 and pieces[-1].text.isspace() and pieces[-2] == part:
            pieces.pop()
        elif part.is_mask and pieces and pieces[-1] == part:
            continue
        else:
            pieces.append(part)
    return tuple(pieces)


def _looks_like_names(text: str, unknown: str) -> dict[str, str]:
    if not unknown:
        return {}
    return {word: unknown for word in _UNKNOWN.findall(text) if word not in _KNOWN_WORDS}


def _split(text: str, names: Mapping[str, str]) -> Iterable[Piece]:
    known = {name.casefold(): word for name, word in names.items()}
    either = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    # Names are masked in small and capital letters alike: hiding a word too many harms nobody.
    pattern = re.compile(rf"\b(?:{either})\b|{_REACHED_BY.pattern}" if either else _REACHED_BY.pattern, re.I)
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(known.get(found[0].casefold(), "…"), is_mask=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
