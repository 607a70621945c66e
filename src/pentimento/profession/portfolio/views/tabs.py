"""The parts of the portfolio, as tabs above each of its pages."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking

# Name of the tab, its address, who sees it.
TABS: tuple[tuple[Any, str, Permission], ...] = (
    (_("My portfolio"), "mine", Permission.PORTFOLIO_KEEP),
    (_("Where I stand"), "gaps", Permission.PORTFOLIO_KEEP),
    (_("Supervision"), "supervision", Permission.PORTFOLIO_KEEP),
    (_("Hours"), "hours", Permission.PORTFOLIO_KEEP),
    (_("Badges"), "badges", Permission.PORTFOLIO_KEEP),
    (_("Library"), "library", Permission.PORTFOLIO_KEEP),
    (_("To verify"), "queue", Permission.CLAIM_VERIFY),
    (_("Team"), "team", Permission.TEAM_GAPS),
    (_("Frameworks"), "frameworks", Permission.SIGNED_IN),
    (_("Corrections"), "corrections", Permission.SIGNED_IN),
)


def tabs_for(request: Asking, current: str) -> list[dict[str, Any]]:
    """The tabs this person sees; ``current`` is the name of an address."""
    return [
        {"label": label, "url": url, "current": name == current}
        for label, name, permission in TABS
        if request.user.may(permission) and (url := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(f"portfolio:{name}")
    except NoReverseMatch:
        return ""
