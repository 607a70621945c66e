"""Text as it is kept, whoever typed it and wherever."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def as_typed(words: str) -> str:
    """One kind of line ending and no control characters; spaces stay, for text that is still being typed.

    >>> as_typed("a\\x00b\\r\\nc ")
    'ab\\nc '
    """
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(words: str) -> str:
    """As `as_typed`, with nothing around it.

    >>> cleaned(" Me\\x00 in the rain ")
    'Me in the rain'
    """
    return as_typed(words).strip()
