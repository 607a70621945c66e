"""The thread of one client: what lies on it, read from every room below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pentimento.core.figures.thread import Lane, LaneKind, Thing, Thread
from pentimento.core.scoring.instruments import instrument
from pentimento.practice.artworks.queries import works_of
from pentimento.practice.encounters.models import Appointment, Encounter
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.models import Goal, GoalRating, Note
from pentimento.trust.access.models import Chart
from pentimento.trust.identifiers import LENGTH

A_YEAR = timedelta(days=365)
MOST_GOALS = 4
BLANK = "-" * LENGTH


def usual_stretch(viewer: Any, chart: Chart, *, today: date) -> tuple[date, date]:
    """The last year, or since the first appointment if that is later; with room for what is booked next."""
    first = Appointment.scoped(viewer).filter(chart=chart).aggregate(first=Min("starts_at"))["first"]
    start = today - A_YEAR
    if first is not None:
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
) -> Thread:
    """Sessions, works, scores, goals and notes between two days. At most seven statements.

    ``linked`` off leaves out addresses and pictures, for print. ``works`` are those of these days, newest first,
    where the caller has asked for them already.
    """
    between = (_midnight(start), _midnight(end + timedelta(days=1)))
    lanes = [
        _sessions(viewer, chart, between),
        _works(viewer, chart, start, end, works),
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
    things = tuple(
        Thing(at=t.at, label=t.label, value=t.value, hollow=t.hollow, tone=t.tone, shape=t.shape) for t in lane.things
    )
    return Lane(lane.kind, lane.name, things, lane.low, lane.high, lane.bands)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _days() -> Callable[[date], str]:
    """How a day is written in the reader's language, which is asked for once: hundreds of things lie on a year."""
    language = get_language() or ""
    return lambda day: _worded(day, language)


@lru_cache(maxsize=4096)
def _worded(day: date, _language: str) -> str:
    return formats.date_format(day, "j M Y")


def _address(name: str, chart: Chart) -> Callable[[str], str]:
    """Addresses of one kind, by public id: resolving each anew is slow."""
    before, after = reverse(name, args=[chart.public_id, BLANK]).split(BLANK)
    return lambda key: f"{before}{key}{after}"


def _sessions(viewer: Any, chart: Chart, between: tuple[datetime, datetime]) -> Lane:
    rows = Appointment.scoped(viewer).filter(chart=chart, starts_at__gte=between[0], starts_at__lt=between[1])
    opened = dict(
        Encounter.scoped(viewer)
        .filter(chart=chart, opened_at__gte=between[0], opened_at__lt=between[1])
        .values_list("appointment", "public_id")
    )
    opened_at, booked_at = _address("encounters:session", chart), _address("encounters:appointment", chart)
    held, states, worded = _("Session"), dict(Appointment.Status.choices), _days()
    zone, things = timezone.get_current_timezone(), []
    for pk, key, starts_at, status in rows.order_by("starts_at", "pk").values_list(
        "pk", "public_id", "starts_at", "status"
    ):
        day, session = starts_at.astimezone(zone).date(), opened.get(pk, "")
        url = opened_at(session) if session else booked_at(key)
        words = held if session else states[status]
        missed = status in {Appointment.Status.CANCELLED, Appointment.Status.MISSED}
        things.append(
            Thing(
                day,
                f"{words}, {worded(day)}",
                url,
                hollow=not session,
                tone="due" if missed else "",
            )
        )
    return _lane("sessions", _("Sessions"), things)


def _works(viewer: Any, chart: Chart, start: date, end: date, known: Sequence[Any] | None) -> Lane:
    # Asked of the room itself: it knows which works this viewer may see.
    works = reversed(works_of(viewer, chart, frm=start, to=end) if known is None else known)
    hangs_at, worded = _address("artworks:work", chart), _days()
    blanks = reverse("artworks:picture", args=[chart.public_id, BLANK, BLANK, "thumb"]).split(BLANK)
    return _lane("works", _("Works"), [_work(work, work.front, hangs_at, blanks, worded) for work in works])


def _work(
    row: Any, front: Any, hangs_at: Callable[[str], str], blanks: list[str], worded: Callable[[date], str]
) -> Thing:
    label = f"{row.title or _('Untitled')}, {worded(row.made_on)}"
    url = hangs_at(row.public_id)
    if front is None:
        return Thing(row.made_on, label, url)
    picture = f"{blanks[0]}{row.public_id}{blanks[1]}{front.public_id}{blanks[2]}"
    return Thing(row.made_on, label, url, picture=picture, shape=(float(front.width), float(front.height)))


def _scores(viewer: Any, chart: Chart, start: date, end: date) -> list[Lane]:
    rows = Giving.scoped(viewer).filter(chart=chart, is_current=True, total__isnull=False, given_on__range=(start, end))
    by_instrument: dict[str, list[Thing]] = defaultdict(list)
    given_at, worded = _address("outcomes:giving", chart), _days()
    for row in rows.order_by("given_on", "pk"):
        known = instrument(row.instrument)
        given = {
            "measure": known.title,
            "total": f"{row.total:g}",
            "day": worded(row.given_on),
            "answered": len(known.items) - row.missing,
            "items": len(known.items),
        }
        label = _("%(measure)s: %(total)s, %(day)s") % given
        if row.prorated:
            label = _("%(measure)s: %(total)s, prorated from %(answered)d of %(items)d answers, %(day)s") % given
        url = given_at(row.public_id)
        by_instrument[row.instrument].append(Thing(row.given_on, label, url, value=row.total, hollow=row.prorated))
    return [_score_lane(key, things) for key, things in sorted(by_instrument.items())]


def _score_lane(key: str, things: list[Thing]) -> Lane:
    known = instrument(key)
    bands = tuple(band.lowest for band in known.bands if band.lowest > known.lowest)
    return Lane("scores", known.title, tuple(things), known.lowest, known.highest, bands)


def _goals(viewer: Any, chart: Chart, start: date, end: date) -> list[Lane]:
    rows = GoalRating.scoped(viewer).filter(chart=chart, rated_on__range=(start, end), is_current=True)
    rows = rows.order_by("rated_on", "pk")
    by_goal: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for lineage, rated_on, level in rows.values_list("lineage", "rated_on", "level"):
        by_goal[lineage].append((rated_on, level))
    goals = Goal.scoped(viewer).filter(chart=chart, lineage__in=list(by_goal)).order_by("plan__number", "position")
    words = dict(goals.values_list("lineage", "words"))
    url, worded = reverse("records:plan", args=[chart.public_id]), _days()
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
    rows = (
        Note.scoped(viewer)
        .filter(chart=chart, encounter__opened_at__gte=between[0], encounter__opened_at__lt=between[1])
        .order_by("encounter__opened_at", "pk")
        .values_list("encounter__opened_at", "encounter__public_id", "signed_at")
    )
    noted_at, sealed, draft = _address("records:note", chart), _("Note"), _("Unsigned note")
    worded, zone, things = _days(), timezone.get_current_timezone(), []
    for opened_at, session, signed_at in rows:
        day = opened_at.astimezone(zone).date()
        words = sealed if signed_at else draft
        things.append(Thing(day, f"{words}, {worded(day)}", noted_at(session), hollow=signed_at is None))
    return _lane("notes", _("Notes"), things)


def _lane(kind: LaneKind, name: str, things: list[Thing]) -> Lane:
    return Lane(kind, name, tuple(things))
