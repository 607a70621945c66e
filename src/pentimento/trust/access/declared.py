"""Every view says what it needs; the middleware refuses one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pentimento.trust.people.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])
OPEN = "open to everybody"


def needs(permission: Permission) -> Callable[[View], View]:
    """Declare what somebody needs to be allowed to use this view at all."""

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Declare that a view is for people who have not signed in."""
    view.needs = OPEN  # type: ignore[attr-defined]
    return view


def declaration_of(view: Callable[..., Any]) -> Permission | str | None:
    """What a view declared, or None where it declared nothing."""
    return getattr(view, "needs", None)
