"""Which page an address belongs to that cannot be read itself."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getclosurevars
from typing import Any

from django.urls import Resolver404, resolve


def page_of(path: str) -> str:
    """The nearest page above an address, such as a note's for the address that seals it; at last, today."""
    above = path.rstrip("/")
    while above:
        above = above.rpartition("/")[0]
        if is_read(f"{above}/"):
            return f"{above}/"
    return "/"


def is_read(path: str) -> bool:
    """Whether somebody can go to an address and read."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    allowed = methods_of(view)
    return allowed is None or "GET" in allowed


def methods_of(view: Callable[..., Any]) -> list[str] | None:
    """The methods a view was declared for by Django's ``require_…``; None where it takes any."""
    inner: Any = view
    while inner is not None:
        found = getclosurevars(inner).nonlocals.get("request_method_list")
        if found is not None:
            return list(found)
        inner = getattr(inner, "__wrapped__", None)
    return None
