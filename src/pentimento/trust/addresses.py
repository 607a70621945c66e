"""Addresses of rows by their public ids: found once each, because a page may hold hundreds of one kind."""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, reverse

from .identifiers import LENGTH

_BLANK = "-" * LENGTH


def address(name: str, *keys: str, last: str = "") -> str:
    """The address of a page about these rows.

    Parameters
    ----------
    name : str
        As for ``reverse``.
    keys : str
        Public ids, in the order in which they stand in the address.
    last : str, optional
        What comes after them and is no id, such as the size of a picture.

    Raises
    ------
    NoReverseMatch
        Where there is no such page.
    """
    pieces = _pieces(name, len(keys), last, get_script_prefix())
    return "".join([text for pair in zip(pieces, (*keys, ""), strict=True) for text in pair])


def address_if_any(name: str, *keys: str) -> str:
    """The same, or nothing where there is no such page."""
    try:
        return address(name, *keys)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=512)
def _pieces(name: str, keys: int, last: str, _prefix: str) -> tuple[str, ...]:
    return tuple(reverse(name, args=[_BLANK] * keys + ([last] if last else [])).split(_BLANK))
