"""Accents and signs of LaTeX as BibTeX files carry them, and back."""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
}
_ACCENT = re.compile(r"\\([`'^~\"=.]|[uvHckr](?![A-Za-z]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))")
_LETTER = re.compile(r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])\s*(?:\{\})?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*")


def unlatexed(text: str) -> str:
    r"""The text as it is read.

    >>> unlatexed(r"{P{\'e}nzes}, Ingrid and Gr{\"u}n, {\O}ystein --- A \& B")
    'Pénzes, Ingrid and Grün, Øystein — A & B'
    """
    text = _ACCENT.sub(lambda hit: unicodedata.normalize("NFC", (hit[2] or hit[3]) + _MARKS[hit[1]]), text)
    text = _LETTER.sub(lambda hit: _LETTERS[hit[1]], text)
    text = _ESCAPED.sub(lambda hit: {"{": "\ue000", "}": "\ue001"}.get(hit[1], hit[1]), text)
    text = _COMMAND.sub("", text).replace("---", "—").replace("--", "–").replace("~", " ")
    text = text.replace("``", "“").replace("''", "”").replace("{", "").replace("}", "")
    return text.replace("\ue000", "{").replace("\ue001", "}")


def latexed(text: str) -> str:
    r"""The text as a BibTeX file may hold it: UTF-8, with the signs that LaTeX reads as commands escaped.

    >>> latexed("Art & 5 %")
    'Art \\& 5 \\%'
    """
    return re.sub(r"([&%$#_])", r"\\\1", text.replace("\\", "/").replace("{", "(").replace("}", ")"))
