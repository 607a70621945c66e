"""Which reader a file wants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from pentimento.core.kernel.errors import Invalid, TooLarge

from .columns import read_columns
from .inkml import read_inkml
from .recording import Recording
from .svg import read_svg

LARGEST = 200_000_000  # bytes


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Invalid("Line {line}: this is not text in UTF-8.", line=line) from error


KINDS: dict[str, Callable[[bytes], Recording]] = {
    ".csv": lambda content: read_columns(_text(content)),
    ".inkml": read_inkml,
    ".svg": read_svg,
}


def read_recording(name: str, content: bytes) -> Recording:
    """A recording from a file with this name.

    Raises
    ------
    Invalid, TooLarge
        Names the line where something is wrong.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise Invalid(
            "Recordings come as {kinds}; {name} is none of these.", kinds=", ".join(KINDS), name=PurePath(name).name
        )
    if len(content) > LARGEST:
        raise TooLarge("This file has more than {most} MB.", most=LARGEST // 1_000_000)
    return KINDS[suffix](content)
