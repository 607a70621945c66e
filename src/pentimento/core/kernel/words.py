"""Text as it is kept, whoever typed it and wherever."""

from __future__ import annotations

import re

# Control characters, halves of characters, and marks that turn the direction of all that follows on a line: those
# only deceive. U+200E, U+200F and U+061C stay: they belong to one place in a text of two directions.
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_typed(words: str) -> str:
    """One kind of line ending and nothing that is ``NOT_TEXT``; spaces stay, for text that is still being typed.

    >>> as_typed("a\\x00b\\r\\nc ")
    'ab\\nc '
    >>> as_typed("\\u202etxet siht\\u202c")
    'txet siht'
    """
    return NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(words: str) -> str:
    """As `as_typed`, with nothing around it.

    >>> cleaned(" Me\\x00 in the rain ")
    'Me in the rain'
    """
    return as_typed(words).strip()
