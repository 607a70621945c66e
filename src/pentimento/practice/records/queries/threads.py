"""The thread of one client: what lies on it, read from every room below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pentimento.core.figures.thread import Lane, LaneKind, Thing, Thread
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import written_total
from pentimento.practice.artworks.queries import works_of
from pentimento.practice.encounters.models import Appointment, Encounter
from pentimento.practice.encounters.queries.days import midnight
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.models import Goal, GoalRating, Note
from pentimento.trust.access.models import Chart
from pentimento.trust.access.questions import Question
from pentimento.trust.addresses import address

A_YEAR = timedelta(days=365)
MOST_GOALS = 4
_BETWEEN: dict[str, type] = {"chart": int, "start": datetime, "end": datetime}
_DAYS: dict[str, type] = {"chart": int, "start": date, "end": date}
_FIRST = Question(
    Appointment,
    lambda rows, chart: rows.filter(chart=chart).order_by("starts_at").values_list("starts_at")[:1],
    chart=int,
)
_APPOINTMENTS = Question(
    Appointment,
    lambda rows, chart, start, end: (
        rows.filter(chart=chart, starts_at__gte=start, starts_at__lt=end)
        .order_by("starts_at", "pk")
        .values_list("pk", "public_id", "starts_at", "status")
    ),
    **_BETWEEN,
)
_OPENED = Question(
    Encounter,
    lambda rows, chart, start, end: rows.filter(chart=chart, opened_at__gte=start, opened_at__lt=end).values_list(
        "appointment", "public_id"
    ),
    **_BETWEEN,
)
_GIVINGS = Question(
    Giving,
    lambda rows, chart, start, end: (
        rows.filter(chart=chart, is_current=True, total__isnull=False, given_on__range=(start, end))
        .order_by("given_on", "pk")
        .values_list("instrument", "total", "given_on", "missing", "prorated", "public_id")
    ),
    **_DAYS,
)
_RATINGS = Question(
    GoalRating,
    lambda rows, chart, start, end: (
        rows.filter(chart=chart, rated_on__range=(start, end), is_current=True)
        .order_by("rated_on", "pk")
        .values_list("lineage", "rated_on", "level")
    ),
    **_DAYS,
)
_WORDS = Question(
    Goal,
    lambda rows, chart: rows.filter(chart=chart).order_by("plan__number", "position").values_list("lineage", "words"),
    chart=int,
)
_NOTES = Question(
    Note,
    lambda rows, chart, start, end: (
        rows.filter(chart=chart, encounter__opened_at__gte=start, encounter__opened_at__lt=end)
        .order_by("encounter__opened_at", "pk")
        .values_list("encounter__opened_at", "encounter__public_id", "signed_at")
    ),
    **_BETWEEN,
)


def usual_stretch(viewer: Any, chart: Chart, *, today: date) -> tuple[date, date]:
    """The last year, or since the first appointment if that is later; with room for what is booked next."""
    start = today - A_YEAR
    for (first,) in _FIRST.ask(viewer, chart=chart.pk):
        start = max(start, min(timezone.localdate(first), today - timedelta(days=27)) - timedelta(days=4))
    return start, today + timedelta(days=10)


def thread_of(
    viewer: Any,
    chart: Chart,
    *,
    start: date,
    end: date,
    today: date,
    linked: bool = True,
    works: Sequence[Any] | None = None,
    thumbs: Mapping[str, str] | None = None,
) -> Thread:
    """Sessions, works, scores, goals and notes between two days. At most seven statements.

    ``linked`` off leaves out addresses and pictures, for print. ``works`` are those of these days, newest first,
    where the caller has asked for them already. ``thumbs`` are their pictures by public id, to be drawn in print
    in place of addresses.
    """
    between = (midnight(start), midnight(end + timedelta(days=1)))
    lanes = [
        _sessions(viewer, chart, between),
        _works(viewer, chart, start, end, works, thumbs or {}),
        *_scores(viewer, chart, start, end),
        *_goals(viewer, chart, start, end),
        _notes(viewer, chart, between),
    ]
    kept = tuple(lane for lane in lanes if lane.things)
    if not linked:
        kept = tuple(_unlinked(lane) for lane in kept)
    months = ",".join(formats.date_format(date(2026, m, 1), "M") for m in range(1, 13))
    return Thread(start=start, end=end, lanes=kept, today=today, phrases={"months": months})


def _unlinked(lane: Lane) -> Lane:
    things = tuple(replace(t, url="", picture=t.picture if t.picture.startswith("data:") else "") for t in lane.things)
    return Lane(lane.kind, lane.name, things, lane.low, lane.high, lane.bands)


def _days() -> Callable[[date], str]:
    """How a day is written in the reader's language, which is asked for once: hundreds of things lie on a year."""
    language = get_language() or ""
    return lambda day: _worded(day, language)


@lru_cache(maxsize=4096)
def _worded(day: date, _language: str) -> str:
    return formats.date_format(day, "j M Y")


def _sessions(viewer: Any, chart: Chart, between: tuple[datetime, datetime]) -> Lane:
    stretch: dict[str, Any] = {"chart": chart.pk, "start": between[0], "end": between[1]}
    opened = dict(_OPENED.ask(viewer, **stretch))
    held, states, worded = _("Session"), dict(Appointment.Status.choices), _days()
    zone, things = timezone.get_current_timezone(), []
    for pk, key, starts_at, status in _APPOINTMENTS.ask(viewer, **stretch):
        day, session = starts_at.astimezone(zone).date(), opened.get(pk, "")
        place = ("encounters:session", session) if session else ("encounters:appointment", key)
        words = held if session else states[status]
        missed = status in {Appointment.Status.CANCELLED, Appointment.Status.MISSED}
        things.append(
            Thing(
                day,
                f"{words}, {worded(day)}",
                address(place[0], chart.public_id, place[1]),
                hollow=not session,
                tone="due" if missed else "",
            )
        )
    return _lane("sessions", _("Sessions"), things)


def works_lane(viewer: Any, chart: Chart, start: date, end: date) -> Lane:
    """The works made between two days, as they also lie beside the scores. At most four statements."""
    return _works(viewer, chart, start, end, None, {})


def _works(
    viewer: Any, chart: Chart, start: date, end: date, known: Sequence[Any] | None, thumbs: Mapping[str, str]
) -> Lane:
    # Asked of the room itself: it knows which works this viewer may see.
    works = reversed(works_of(viewer, chart, frm=start, to=end) if known is None else known)
    worded = _days()
    return _lane("works", _("Works"), [_work(work, work.front, chart, worded, thumbs) for work in works])


def _work(row: Any, front: Any, chart: Chart, worded: Callable[[date], str], thumbs: Mapping[str, str]) -> Thing:
    label = f"{row.title or _('Untitled')}, {worded(row.made_on)}"
    url = address("artworks:work", chart.public_id, row.public_id)
    if front is None:
        return Thing(row.made_on, label, url)
    picture = thumbs.get(row.public_id) or address(
        "artworks:picture", chart.public_id, row.public_id, front.public_id, last="thumb"
    )
    return Thing(row.made_on, label, url, picture=picture, shape=(float(front.width), float(front.height)))


def _scores(viewer: Any, chart: Chart, start: date, end: date) -> list[Lane]:
    by_instrument: dict[str, list[Thing]] = defaultdict(list)
    worded = _days()
    rows = _GIVINGS.ask(viewer, chart=chart.pk, start=start, end=end)
    for name, total, day, missing, prorated, key in rows:
        known = instrument(name)
        given = {
            "measure": known.title,
            "total": written_total(total),
            "day": worded(day),
            "answered": len(known.items) - missing,
            "items": len(known.items),
        }
        label = _("%(measure)s: %(total)s, %(day)s") % given
        if prorated:
            label = _("%(measure)s: %(total)s, prorated from %(answered)d of %(items)d answers, %(day)s") % given
        url = address("outcomes:giving", chart.public_id, key)
        by_instrument[name].append(Thing(day, label, url, value=total, hollow=prorated))
    return [_score_lane(key, things) for key, things in sorted(by_instrument.items())]


def _score_lane(key: str, things: list[Thing]) -> Lane:
    known = instrument(key)
    bands = tuple(band.lowest for band in known.bands if band.lowest > known.lowest)
    return Lane("scores", known.title, tuple(things), known.lowest, known.highest, bands)


def _goals(viewer: Any, chart: Chart, start: date, end: date) -> list[Lane]:
    by_goal: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for lineage, rated_on, level in _RATINGS.ask(viewer, chart=chart.pk, start=start, end=end):
        by_goal[lineage].append((rated_on, level))
    words = {goal: said for goal, said in _WORDS.ask(viewer, chart=chart.pk) if goal in by_goal} if by_goal else {}
    url, worded = address("records:plan", chart.public_id), _days()
    lanes = []
    for number, (lineage, wording) in enumerate(list(words.items())[:MOST_GOALS], start=1):
        things = [
            _rating(rated_on, level, f"“{wording}”", worded(rated_on), url) for rated_on, level in by_goal[lineage]
        ]
        lanes.append(Lane("goals", _("Goal %(number)d") % {"number": number}, tuple(things), -2.0, 2.0, (0.0,)))
    return lanes


def _rating(rated_on: date, level: int, words: str, day: str, url: str) -> Thing:
    step = f"{level:+d}" if level else "0"
    return Thing(rated_on, f"{words} {step}, {day}", url, value=float(level))


def _notes(viewer: Any, chart: Chart, between: tuple[datetime, datetime]) -> Lane:
    rows = _NOTES.ask(viewer, chart=chart.pk, start=between[0], end=between[1])
    sealed, draft = _("Note"), _("Unsigned note")
    worded, zone, things = _days(), timezone.get_current_timezone(), []
    for opened_at, session, signed_at in rows:
        day = opened_at.astimezone(zone).date()
        words = sealed if signed_at else draft
        url = address("records:note", chart.public_id, session)
        things.append(Thing(day, f"{words}, {worded(day)}", url, hollow=signed_at is None))
    return _lane("notes", _("Notes"), things)


def _lane(kind: LaneKind, name: str, things: list[Thing]) -> Lane:
    return Lane(kind, name, tuple(things))
