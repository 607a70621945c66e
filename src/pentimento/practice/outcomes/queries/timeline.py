"""Scores, sessions and what else lies beside them, on one axis of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from pentimento.core.figures.thread import Lane, Thing, Thread
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import written_total
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes.models import Giving
from pentimento.trust.access.models import Chart

A_YEAR = timedelta(days=365)
A_MARGIN = timedelta(days=10)
TALL = 150.0  # pixels of a lane of scores: on this page they are what is looked at

LaneOf = Callable[[Any, Chart, date, date], Lane]
_beside: list[LaneOf] = []


def show_beside(lane_of: LaneOf) -> None:
    """A room above hangs a lane of its own under the scores: (viewer, chart, first day, last day) to a lane."""
    _beside.append(lane_of)


def usual_stretch(givings: list[Giving], *, today: date) -> tuple[date, date]:
    """From a little before the first score, at most a year back, to a little after today."""
    first = min((row.given_on for row in givings), default=today - timedelta(days=90))
    last = max((row.given_on for row in givings), default=today)
    start = max(first, last - A_YEAR) - A_MARGIN
    return start, max(today, last) + A_MARGIN


def timeline_of(viewer: Any, chart: Chart, givings: list[Giving], *, start: date, end: date, today: date) -> Thread:
    """A lane for each instrument with totals, the sessions under them, and the lanes of other rooms."""
    by_instrument: dict[str, list[Thing]] = defaultdict(list)
    for row in givings:
        if row.total is not None and start <= row.given_on <= end:
            by_instrument[row.instrument].append(_thing(chart, row))
    lanes = [_score_lane(key, things) for key, things in sorted(by_instrument.items(), reverse=True)]
    others = [_sessions(viewer, chart, start, end), *(lane_of(viewer, chart, start, end) for lane_of in _beside)]
    lanes += [lane for lane in others if lane.things]
    months = ",".join(formats.date_format(date(2026, month, 1), "M") for month in range(1, 13))
    return Thread(start=start, end=end, lanes=tuple(lanes), today=today, phrases={"months": months})


def _thing(chart: Chart, row: Giving) -> Thing:
    known = instrument(row.instrument)
    facts = {
        "measure": known.title,
        "total": written_total(row.total or 0.0),
        "highest": f"{known.highest:g}",
        "day": formats.date_format(row.given_on, "j M Y"),
        "answered": len(known.items) - row.missing,
        "items": len(known.items),
    }
    words = _("%(measure)s: %(total)s of %(highest)s, %(day)s")
    if row.prorated:
        words = _("%(measure)s: %(total)s of %(highest)s, prorated from %(answered)d of %(items)d items, %(day)s")
    url = reverse("outcomes:giving", args=[chart.public_id, row.public_id])
    return Thing(row.given_on, words % facts, url, value=row.total, hollow=row.prorated)


def _score_lane(key: str, things: list[Thing]) -> Lane:
    known = instrument(key)
    bands = tuple(band.lowest for band in known.bands if band.lowest > known.lowest)
    figures = (known.lowest, *bands, known.highest)
    return Lane("scores", known.title, tuple(things), known.lowest, known.highest, bands, figures, TALL)


def _sessions(viewer: Any, chart: Chart, start: date, end: date) -> Lane:
    begins, ends = (timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end + timedelta(days=1)))
    rows = Encounter.scoped(viewer).filter(chart=chart, opened_at__gte=begins, opened_at__lt=ends)
    things = []
    for opened_at, public_id in rows.order_by("opened_at", "pk").values_list("opened_at", "public_id"):
        day = timezone.localtime(opened_at).date()
        words = _("Session, %(day)s") % {"day": formats.date_format(day, "j M Y")}
        things.append(Thing(day, words, reverse("encounters:session", args=[chart.public_id, public_id])))
    return Lane("sessions", _("Sessions"), tuple(things))
