"""Occupation codes as people type them."""

from __future__ import annotations

import re
from unicodedata import normalize

from pentimento.core.kernel.errors import Invalid

LONGEST = 40  # characters that can still be meant as a code
WHOLE = re.compile(r"(\d{2})[-–—−.\s]?(\d{4})(?:[-–—−.\s]?(\d{2}))?")
LOOKS_LIKE_ONE = re.compile(r"\s*\d{2}\s*[-–—−.]?\s*\d")


def read_code(typed: str) -> str:
    """A code in its official form, such as ``29-1129.01``.

    Takes it without its hyphen or point, with another dash, with spaces around it, and as a group of
    six digits, which stands for the group's own occupation (``.00``).

    Raises
    ------
    Invalid
        For anything else, with what a code looks like.

    Examples
    --------
    >>> read_code(" 29–1129.01 "), read_code("29112901"), read_code("29-1129")
    ('29-1129.01', '29-1129.01', '29-1129.00')
    """
    found = WHOLE.fullmatch(normalize("NFKC", typed[:LONGEST]).strip()) if len(typed) <= LONGEST else None
    if found is None:
        raise Invalid(
            "“{typed}” is not the code of an occupation. A code is two digits, a hyphen, four digits, a point "
            "and two digits, such as 29-1129.01.",
            typed=shown(typed),
        )
    major, minor, detail = found.groups()
    return f"{major}-{minor}.{detail or '00'}"


def is_like_a_code(typed: str) -> bool:
    """Whether somebody began to type a code rather than a title: at least two digits and one more.

    >>> is_like_a_code("29-11"), is_like_a_code("art")
    (True, False)
    """
    return bool(LOOKS_LIKE_ONE.match(typed))


def parent_of(code: str) -> str:
    """The group of the Standard Occupational Classification that a code belongs to.

    >>> parent_of("29-1129.01")
    '29-1129'
    """
    return code.partition(".")[0]


def shown(typed: str) -> str:
    """What was typed, short and on one line, to be named in a sentence."""
    plain = " ".join("".join(sign for sign in typed if sign.isprintable()).split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"
