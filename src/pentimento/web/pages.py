"""Pages that join rooms: what each room says, put side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pentimento.core.figures.thread import Lane, stretch
from pentimento.core.figures.thread_svg import draw
from pentimento.practice.artworks import queries as artworks
from pentimento.practice.clients import queries as clients
from pentimento.practice.encounters import queries as encounters
from pentimento.practice.outcomes import queries as outcomes
from pentimento.practice.records import queries as records
from pentimento.profession.portfolio.queries import claims
from pentimento.trust import audit
from pentimento.trust.access import Permission
from pentimento.trust.access.door import charts_of
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

CONSENT_AHEAD = 30  # days
A_WEEK = timedelta(days=7)
LATEST_WORKS = 6


def demo_people() -> dict[str, Any] | None:
    """Who can sign in here, if this is the demo; a real practice shows nobody."""
    mark = settings.PENTIMENTO_HOME / "demo.json"
    return json.loads(mark.read_text()) if settings.PENTIMENTO_IS_DEMO and mark.exists() else None


def today_for(viewer: Person, *, now: datetime) -> dict[str, Any]:
    """What is next, what is owed, what is about to end, as far as this person may know."""
    day = timezone.localdate(now)
    found: dict[str, Any] = {"day": day, "now": now, "slots": encounters.day_for(viewer, day)}
    found["may_count"] = viewer.may(Permission.SERVICE_COUNTS)
    found["claims"] = claims.waiting_for(viewer) if viewer.may(Permission.CLAIM_VERIFY) else []
    found["own_claims"] = claims.back_with(viewer) if viewer.may(Permission.PORTFOLIO_KEEP) else []
    if not found["slots"]:
        found["next_slots"] = encounters.coming_up_for(viewer, frm=now, limit=3)
    return found | _owed_by(viewer, day) if _treats(viewer) else found


def _treats(viewer: Person) -> bool:
    """Whether anything can be owed: a head of service need not be on a care team, and then has numbers only."""
    if viewer.may(Permission.SERVICE_COUNTS) and not charts_of(viewer).exists():
        return False
    return viewer.may(Permission.NOTE_WRITE)


@dataclass(frozen=True, slots=True)
class Named:
    """Something owed, with the client it is about."""

    row: Any
    client: Any


def _owed_by(viewer: Person, day: date) -> dict[str, Any]:
    lists: dict[str, list[Any]] = {
        "unsigned": records.unsigned_for(viewer, limit=12),
        "to_cosign": records.to_cosign_for(viewer, limit=12),
        "due": outcomes.due_for(viewer, on=day + A_WEEK),
        "prompts": outcomes.open_prompts_for(viewer),
        "referrals": clients.referrals_waiting_for(viewer),
    }
    names = clients.names_of(viewer, {row.chart.pk for rows in lists.values() for row in rows})
    named = {key: [Named(row, names.get(row.chart.pk)) for row in rows] for key, rows in lists.items()}
    ending = clients.consents_ending(viewer, on=day, within_days=CONSENT_AHEAD)
    by_client: dict[int, list[Named]] = {}
    for due in named.pop("due"):
        by_client.setdefault(due.row.chart_id, []).append(due)
    return {"clinical": True, "ending": ending, "due": list(by_client.values()), **named}


def chart_page(viewer: Person, chart: Chart, *, asked: dict[str, str], today: date) -> dict[str, Any]:
    """A client's first view: the thread, what is open, the latest works."""
    header = clients.header_for(viewer, chart, current="thread")
    thread = thread_page(viewer, chart, asked=asked, today=today)
    return {
        "header": header,
        "client": header["client"],
        "episode": clients.open_episode_of(viewer, chart),
        "precautions": header["noted"],
        "goals": records.goals_with_levels(viewer, chart),
        "upcoming": encounters.upcoming_of(viewer, chart, frm=timezone.now()),
        **thread,
        "works": _latest(viewer, chart, thread["works"], reaches_today=thread["to"] >= today.isoformat()),
    }


def _latest(viewer: Person, chart: Chart, shown: list[Any], *, reaches_today: bool) -> list[Any]:
    """The newest works: most often they lie on the thread and were read for it. None is made after today."""
    if reaches_today and len(shown) >= LATEST_WORKS:
        return shown[:LATEST_WORKS]
    return artworks.latest_of(viewer, chart, limit=LATEST_WORKS)


def thread_page(
    viewer: Person,
    chart: Chart,
    *,
    asked: dict[str, str],
    today: date,
    usual: tuple[date, date] | None = None,
    further: Callable[[date, date], Lane] | None = None,
    at: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """The thread for the stretch that was asked for, with the ways to move along it.

    Parameters
    ----------
    usual : (date, date), optional
        The stretch where none is asked for.
    further : callable, optional
        A lane that lies below the works.
    at : (str, str), optional
        Where the thread is drawn anew, and the page it stands on; the chart's where there is none.
    """
    usual = usual or records.usual_stretch(viewer, chart, today=today)
    start, end = stretch(_date(asked.get("from"), usual[0]), _date(asked.get("to"), usual[1]))
    works = artworks.works_of(viewer, chart, frm=start, to=end)
    made = records.thread_of(viewer, chart, start=start, end=end, today=today, works=works)
    if further:
        made = made.with_lane(further(start, end), after="works")
    url, page = at or (reverse("thread", args=[chart.public_id]), reverse("chart", args=[chart.public_id]))
    joint = "&" if "?" in page else "?"
    return {
        "thread": made,
        "works": works,
        "drawing": format_html("{}", draw(made, width=_width(asked.get("width")), label=_("Time axis of this client"))),
        "thread_url": url,
        "from": start.isoformat(),
        "to": end.isoformat(),
        **{f"{name}_url": f"{page}{joint}from={a}&to={b}" for name, (a, b) in _moves(start, end).items()},
    }


def _moves(start: date, end: date) -> dict[str, tuple[date, date]]:
    span = end - start
    half, quarter = span / 2, max(span / 4, timedelta(days=1))
    return {
        "earlier": stretch(start - half, end - half),
        "later": stretch(start + half, end + half),
        "in": stretch(start + quarter, end - quarter) if span > timedelta(days=3) else (start, end),
        "out": stretch(start - half, end + half),
    }


def _date(words: str | None, otherwise: date) -> date:
    try:
        day = date.fromisoformat(words or "")
    except ValueError:
        return otherwise
    return day if 1900 < day.year < 2200 else otherwise


def _width(words: str | None) -> float:
    try:
        return min(max(float(int(words or "960")), 300.0), 2000.0)
    except ValueError:
        return 960.0


def readings_page(viewer: Person, chart: Chart) -> dict[str, Any]:
    """Who has read and changed this chart, newest first."""
    lines = [
        {
            "at": entry.at,
            "words": audit.Event[entry.event].sentence.format(
                who=entry.by.name if entry.by else _("Pentimento"), what=entry.detail.get("what", _("the chart"))
            ),
            "as_supervisor": entry.detail.get("capacity") == "supervision",
        }
        for entry in audit.readings_of(chart)
    ]
    return {"header": clients.header_for(viewer, chart, current="readings"), "lines": lines}
