"""The instruments that ship with Pentimento. An instrument is data: a new one is a new file, not new code."""

from __future__ import annotations

from functools import cache

from pentimento.core.kernel.errors import NotFound
from pentimento.core.reference.shelf import shipped
from pentimento.core.scoring.reading import read_instrument
from pentimento.core.scoring.structure import Direction, Instrument

__all__ = ["Direction", "Instrument", "instrument", "instruments"]


@cache
def instrument(key: str) -> Instrument:
    """One shipped instrument by its key, such as ``phq-9``. NotFound for any other."""
    shelf, name = shipped("instruments"), f"{key}.toml"
    if name not in shelf.names():
        raise NotFound("Pentimento does not know the measure {key}.", key=key)
    return read_instrument(shelf.toml(name), shelf.source(name))


def instruments() -> tuple[Instrument, ...]:
    """All shipped instruments, in alphabetical order of their keys."""
    return tuple(instrument(name.removesuffix(".toml")) for name in shipped("instruments").names())
