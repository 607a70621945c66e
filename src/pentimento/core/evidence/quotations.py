"""Finding quoted words, and checking that the evidence really has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

MARKED = re.compile(
    r"“([^“”]{1,2000})”"
    r"|„([^„“”]{1,2000})[“”]"
    r"|«([^«»]{1,2000})»"
    r"|「([^「」]{1,2000})」"
    r"|\"([^\"]{1,2000})\""
    # An apostrophe looks like a closing mark: single marks count only around whole words.
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w)){1,2000})’(?!\w)"
    r"|(?<!\w)'((?:[^']|'(?=\w)){1,2000})'(?!\w)"
)
LEFT_OUT = re.compile(r"\[[^\]]{0,200}\]|\(\.\.\.\)|…|\.{3,}")  # […], […she], … and ...
WORD = re.compile(r"\w+(?:'\w+)*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def quotations(text: str) -> tuple[str, ...]:
    """The words a text puts between quotation marks, without the marks, in order.

    >>> quotations("She called it “the red house” and said it's 'too big'.")
    ('the red house', 'too big')
    """
    found = (next(part for part in match.groups() if part is not None) for match in MARKED.finditer(text))
    return tuple(part for part in found if _words(part))


def is_quoted_from(quotation: str, sources: Sequence[str]) -> bool:
    """Whether one of the sources has these words, in this order and as whole words.

    Case, accents' encoding, punctuation, dashes and the shape of quotation marks do not matter. An
    omission (``…`` or square brackets) may stand for any words between, all within one source.

    >>> is_quoted_from("I … want to go home", ["Well, I do not want to go home!"])
    True
    >>> is_quoted_from("art", ["My heart"])
    False
    """
    pieces = [piece for piece in (_words(part) for part in LEFT_OUT.split(_plain(quotation))) if piece]
    return bool(pieces) and any(_has_in_order(_words(_plain(source)), pieces) for source in sources)


def _has_in_order(words: list[str], pieces: list[list[str]]) -> bool:
    start = 0
    for piece in pieces:
        place = _find(words, piece, start)
        if place is None:
            return False
        start = place
    return True


def _find(words: list[str], piece: list[str], start: int) -> int | None:
    """Where a piece ends within the words from ``start`` on; None when it is not there."""
    if any(UNSPACED.search(word) for word in piece):  # no gaps between words: compare letters
        return start if "".join(piece) in "".join(words[start:]) else None
    size = len(piece)
    for place in range(start, len(words) - size + 1):
        if words[place : place + size] == piece:
            return place + size
    return None


def _plain(text: str) -> str:
    return normalize("NFKC", re.sub("…", "...", text)).replace("’", "'").replace("‘", "'").casefold()


def _words(text: str) -> list[str]:
    return WORD.findall(_plain(text))
