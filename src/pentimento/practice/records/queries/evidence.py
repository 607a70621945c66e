"""What a sentence may rest on: everything in a chart, each with its words, its place and its digest.

The one resolver for notes and reports. Own responses and process notes are never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.queries import seen_works
from pentimento.practice.artworks.queries.pictures import hang
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.models import GoalRating
from pentimento.practice.records.rules.shown import KINDS, Shown
from pentimento.trust.access.models import Chart

from .told import (
    told_aims,
    told_artworks,
    told_decisions,
    told_media,
    told_missed,
    told_notes,
    told_observations,
    told_ratings,
    told_reviews,
    told_scores,
    told_sessions,
)

__all__ = ["Shown", "everything_in", "evidence_for", "evidence_now", "of_session", "pictures_of"]

# One statement each (two for notes, whose amendments belong to what they say).
SOURCES: dict[str, Callable[..., list[Shown]]] = {
    "session": told_sessions,
    "appointment": told_missed,
    "aim": told_aims,
    "medium": told_media,
    "seen": told_observations,
    "said": told_observations,
    "hypothesis": told_observations,
    "artwork": told_artworks,
    "score": told_scores,
    "rating": told_ratings,
    "review": told_reviews,
    "decision": told_decisions,
    "note": told_notes,
}
Now = dict[tuple[str, str], Shown]
RANK = {kind: place for place, kind in enumerate(KINDS)}


def evidence_for(viewer: Any, chart: Chart, kind: str, public_id: str) -> Shown:
    """One thing as it is now, withdrawn or not.

    Raises
    ------
    NotFound
        If this viewer may not see it, or this chart holds nothing of that kind with that id.
    """
    if kind not in SOURCES:
        raise NotFound
    found = [one for one in SOURCES[kind](viewer, chart, public_id__in=[public_id]) if one.kind == kind]
    if not found:
        raise NotFound
    return found[0]


def evidence_now(viewer: Any, chart: Chart, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Shown]:
    """Many things as they are now, by (kind, public id); what is not there is left out.

    A score or rating that was corrected comes with what stands in its place. At most fifteen statements,
    and two more for each of scores and ratings where one was corrected.
    """
    by_source: dict[Callable[..., list[Shown]], set[str]] = {}
    asked = {(kind, public_id) for kind, public_id in wanted if kind in SOURCES}
    for kind, public_id in asked:
        by_source.setdefault(SOURCES[kind], set()).add(public_id)
    found = (one for source, ids in by_source.items() for one in source(viewer, chart, public_id__in=sorted(ids)))
    now = {(one.kind, one.public_id): one for one in found if (one.kind, one.public_id) in asked}
    return now | _corrected(viewer, chart, now, "score", Giving) | _corrected(viewer, chart, now, "rating", GoalRating)


def _corrected(viewer: Any, chart: Chart, now: Now, kind: str, model: Any) -> Now:
    old = [one for one in now.values() if one.kind == kind and one.withdrawn]
    if not old:
        return {}
    rows = model.scoped(viewer).filter(chart=chart, replaces__isnull=False)
    next_of = dict(rows.values_list("replaces__public_id", "public_id"))
    last = {one.public_id: _last(one.public_id, next_of) for one in old}
    there = {one.public_id: one for one in SOURCES[kind](viewer, chart, public_id__in=sorted(set(last.values())))}
    return {
        (kind, one.public_id): replace(one, after=there[last[one.public_id]])
        for one in old
        if last[one.public_id] != one.public_id
    }


def _last(key: str, next_of: dict[str, str]) -> str:
    while key in next_of:
        key = next_of[key]
    return key


def pictures_of(viewer: Any, chart: Chart, works: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The small picture of works in view, by public id: ``url``, ``width``, ``height``. Five statements at most."""
    wanted = sorted(set(works))
    rows = seen_works(viewer, chart).filter(public_id__in=wanted, retracted_at__isnull=True) if wanted else []
    return {work.public_id: work.front.shown[0] for work in hang(viewer, list(rows)) if work.front}


def everything_in(viewer: Any, chart: Chart, frm: date, to: date) -> list[Shown]:
    """Everything that stands in a chart from one day to another, both included, oldest first.

    Withdrawn things are left out. Fourteen statements, however much there is.
    """
    begin, end = moment_of(frm), moment_of(to + timedelta(days=1))
    within: dict[Callable[..., list[Shown]], dict[str, Any]] = {
        told_sessions: {"opened_at__gte": begin, "opened_at__lt": end},
        told_missed: {"starts_at__gte": begin, "starts_at__lt": end},
        told_aims: {"encounter__opened_at__gte": begin, "encounter__opened_at__lt": end},
        told_media: {"encounter__opened_at__gte": begin, "encounter__opened_at__lt": end},
        told_observations: {"encounter__opened_at__gte": begin, "encounter__opened_at__lt": end},
        told_artworks: {"made_on__gte": frm, "made_on__lte": to},
        told_scores: {"given_on__gte": frm, "given_on__lte": to},
        told_ratings: {"rated_on__gte": frm, "rated_on__lte": to},
        told_reviews: {"discharge__begun_at__gte": begin, "discharge__begun_at__lt": end},
        told_decisions: {"decided_at__gte": begin, "decided_at__lt": end},
        told_notes: {"encounter__opened_at__gte": begin, "encounter__opened_at__lt": end},
    }
    return _in_order(one for told, bounds in within.items() for one in told(viewer, chart, **bounds))


def of_session(viewer: Any, chart: Chart, encounter: Encounter) -> list[Shown]:
    """Everything recorded in one session, in the order of ``KINDS``, then of time. Seven statements."""
    sources = (told_aims, told_media, told_observations, told_artworks, told_scores, told_ratings)
    found = [one for told in sources for one in told(viewer, chart, encounter_id=encounter.pk) if not one.withdrawn]
    found += told_sessions(viewer, chart, pk=encounter.pk)
    return sorted(found, key=lambda one: RANK[one.kind])


def _in_order(found: Iterable[Shown]) -> list[Shown]:
    return sorted((one for one in found if not one.withdrawn), key=lambda one: (one.on, RANK[one.kind]))


def moment_of(day: date) -> datetime:
    """Midnight at the start of a day, in the practice's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
