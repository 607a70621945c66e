"""The service in numbers, in words that a head of service uses. No names, and no way from a number to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from pentimento.practice.artworks import queries as artworks
from pentimento.practice.clients import queries as clients
from pentimento.practice.encounters import queries as encounters
from pentimento.practice.outcomes import queries as outcomes
from pentimento.practice.records import queries as records

PERIOD = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the table: a heading, and under it what is counted and how many there are."""

    title: str
    rows: list[tuple[str, int]]


def service_page(*, today: date) -> dict[str, Any]:
    """How the service stands today, and what the last three months held."""
    start = today - PERIOD
    now = [*_clients(clients.counts())]
    held = [
        Part(_("Sessions"), _rows(_sessions(), encounters.counts(start, today))),
        Part(_("Artwork"), _rows(_artwork(), artworks.counts(start, today))),
        Part(_("Measures"), list(outcomes.counts(start, today).items())),
        Part(_("Notes"), _rows(_notes(), records.counts(start, today))),
    ]
    return {"start": start, "end": today, "tables": [(_("Today"), now), (_("In these three months"), held)]}


def _rows(words: Iterable[tuple[str, str]], counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(said, counted[key]) for key, said in words]


def _clients(counted: Mapping[str, Any]) -> list[Part]:
    statuses = [
        ("referred", _("Referred, not decided yet")),
        ("in_care", _("In care")),
        ("discharged", _("Therapy ended")),
        ("declined", _("Not taken on")),
    ]
    referrals = [
        ("referrals_waiting", _("Waiting for a decision")),
        ("referrals_urgent", _("Urgent among these")),
        ("referrals", _("Referrals so far")),
    ]
    episodes = [("episodes_open", _("Running")), ("episodes_closed", _("Ended"))]
    return [
        Part(_("Clients"), _rows(statuses, counted["clients"])),
        Part(_("Referrals"), _rows(referrals, counted)),
        Part(_("Courses of therapy"), _rows(episodes, counted)),
    ]


def _sessions() -> list[tuple[str, str]]:
    return [
        ("attended", _("Attended")),
        ("booked", _("Booked, not opened yet")),
        ("cancelled", _("Cancelled")),
        ("missed", _("Did not attend")),
    ]


def _artwork() -> list[tuple[str, str]]:
    return [
        ("made", _("Works made")),
        ("held", _("Kept here")),
        ("with_client", _("With the client")),
        ("returned", _("Returned")),
        ("disposed", _("Disposed of")),
    ]


def _notes() -> list[tuple[str, str]]:
    return [("sealed_notes", _("Sealed")), ("unsealed_notes", _("Sessions whose note is not sealed yet"))]
