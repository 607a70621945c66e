"""The front page of the profession half: its rooms side by side, and where the time goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pentimento.profession.ledger import queries as ledger
from pentimento.trust.access import Permission
from pentimento.trust.people.models import Person

# Addresses of this half that do not begin with its own: the menu marks it as the current place on them too.
HALF = ("/occupations/", "/ledger/", "/portfolio/", "/supervision/", "/hours/", "/library/", "/grading/")
MOST_TIME = 5

# Title, what it is for, the first of these addresses that there is, and who may open it.
ROOMS: tuple[tuple[Any, Any, tuple[str, ...], Permission], ...] = (
    (
        _("Occupations"),
        _("What an art therapist is called, by which code, with which tasks, skills and neighbours."),
        ("occupations:index", "occupations:list", "occupations:home"),
        Permission.OCCUPATION_READ,
    ),
    (
        _("Ledger"),
        _("Where the working time goes, what AI could do of each task, and what the studio lets it do."),
        ("ledger:table",),
        Permission.LEDGER_READ,
    ),
    (
        _("Portfolio"),
        _("What you are able to do, what shows it, and who has confirmed it."),
        ("portfolio:mine",),
        Permission.PORTFOLIO_KEEP,
    ),
    (
        _("Supervision"),
        _("Meetings, what is brought to them, and hours towards a credential."),
        ("portfolio:supervision", "portfolio:meetings", "supervision:index"),
        Permission.SUPERVISION_MEET,
    ),
    (
        _("Library"),
        _("What there is to read, for plans, claims and learning, to bring in and take out again."),
        ("portfolio:library",),
        Permission.LIBRARY_KEEP,
    ),
    (
        _("Grading"),
        _("What a post asks for, factor by factor, and the band a panel of people finds."),
        ("grading:index",),
        Permission.GRADING_READ,
    ),
)


@dataclass(frozen=True, slots=True)
class Room:
    """One room as the page names it."""

    title: Any
    words: Any
    url: str


def profession_page(viewer: Person, *, today: date) -> dict[str, Any]:
    """The rooms this person may enter, and the tasks that took most of their time."""
    everybody = viewer.may(Permission.SERVICE_COUNTS)
    found = ledger.ledger_for(viewer, today=today, everybody=everybody)
    busiest = sorted((line for line in found.lines if line.minutes), key=lambda line: -line.minutes)[:MOST_TIME]
    return {
        "rooms": [Room(t, w, url) for t, w, names, may in ROOMS if viewer.may(may) and (url := first_of(names))],
        "busiest": [{"task": line.row.task, "hours": line.minutes / 60, "line": line} for line in busiest],
        "hours": found.spent.minutes / 60,
        "unclassified": found.spent.unclassified / 60,
        "everybody": everybody,
        "policies": sum(line.policy is not None for line in found.lines),
        "tasks": len(found.lines),
        "due": ledger.reviews_due(on=today),
        "contradictions": ledger.contradictions(today=today),
    }


def first_of(names: tuple[str, ...]) -> str:
    """The address of the first of these pages that there is, or nothing."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
