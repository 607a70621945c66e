"""Posts of the practice are graded from evidence; one outcome is appealed against, and another panel sits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.posts import OUTSIDE, POSTS, PanelStory, PostStory
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Grading, Post, Seat
from pentimento.profession.grading.queries.ledger import figures_for
from pentimento.profession.grading.queries.schemes import schemes

ADDED = 110  # days ago
HEAD = "augusta"
AS_IT_STANDS = "As the description says; nobody saw it otherwise."


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of every post: added, graded, perhaps appealed against."""
    posts: dict[str, Post] = {}
    for turn, story in enumerate(POSTS):
        at = _when(practice, ADDED, minutes=10 * turn)
        timeline.add(at, partial(_add, practice, posts, story, at))
        for panel in story.panels:
            _tell_panel(practice, timeline, posts, story, panel)


def _when(practice: Practice, days_ago: int, *, minutes: int = 0) -> datetime:
    return moment(practice.story.today - timedelta(days=days_ago), time(14), after=minutes)


def _add(practice: Practice, posts: dict[str, Post], story: PostStory, at: datetime) -> None:
    posts[story.key] = actions.add_post(
        title=story.title,
        team=story.team,
        reports_to=posts.get(story.answers_to),
        holders=[practice.staff[story.holder]],
        words="\n\n".join(story.duties),
        agreed_on=practice.story.today - timedelta(days=ADDED + 20),
        by=practice.staff[HEAD],
        at=at,
    )


def _tell_panel(
    practice: Practice, timeline: Timeline, posts: dict[str, Post], story: PostStory, panel: PanelStory
) -> None:
    at = _when(practice, panel.days_ago)
    sitting: list[Grading] = []
    timeline.add(at, lambda: sitting.append(_sit(practice, posts[story.key], story, panel, at)))
    if not panel.band:
        return
    later = at + timedelta(days=2)
    timeline.add(later, lambda: _decide(practice, sitting[0], panel, later))
    if story.grounds:
        lodged = _when(practice, story.appealed_days_ago)
        by = practice.staff[story.holder]
        timeline.add(lodged, lambda: actions.appeal(grading=sitting[0], grounds=story.grounds, by=by, at=lodged))


def _sit(practice: Practice, post: Post, story: PostStory, panel: PanelStory, at: datetime) -> Grading:
    head = practice.staff[HEAD]
    grading = actions.open_grading(post=post, shelved=schemes()[0], profile=panel.profile, by=head, at=at)
    seats = {key: _seat(practice, grading, key, side, at) for key, side in panel.members}
    for factor, level in enumerate(panel.levels, start=1):
        _cite(practice, grading, story, panel, factor, at=at)
        for key, seat in seats.items():
            who, otherwise = panel.seen_otherwise.get(factor, ("", ""))
            own = otherwise if who == key else level
            by = seat.person or head
            actions.judge(seat=seat, factor=factor, levels=own, reason="", version=0, by=by, at=at)
        if factor <= panel.agreed:
            why = panel.reasons.get(factor, AS_IT_STANDS)
            actions.agree(grading=grading, factor=factor, levels=level, reason=why, version=0, by=head, at=at)
    return grading


def _seat(practice: Practice, grading: Grading, key: str, side: str, at: datetime) -> Seat:
    person, name = practice.staff.get(key), OUTSIDE.get(key, ("", ""))[0]
    return actions.take_seat(grading=grading, person=person, name=name, side=side, by=practice.staff[HEAD], at=at)


def _cite(
    practice: Practice, grading: Grading, story: PostStory, panel: PanelStory, factor: int, *, at: datetime
) -> None:
    by = practice.staff[HEAD]
    for paragraph in panel.cites.get(factor, ()):
        words = story.duties[paragraph - 1]
        actions.add_evidence(grading=grading, factor=factor, kind="description", words=words, by=by, at=at)
    _cite_hours(grading, story, panel, factor, practice=practice, at=at)
    if factor in panel.told:
        actions.add_evidence(grading=grading, factor=factor, kind="told", words=panel.told[factor], by=by, at=at)


def _cite_hours(
    grading: Grading, story: PostStory, panel: PanelStory, factor: int, *, practice: Practice, at: datetime
) -> None:
    """Hours as they stood in the ledger that day; a kind of work nobody had logged by then is left out."""
    head, holder, day = practice.staff[HEAD], practice.staff[story.holder], at.date()
    for figure in figures_for(head, today=day) if factor in panel.hours else ():
        if figure.kind == panel.hours[factor]:
            said: dict[str, Any] = {"kind": "ledger", "words": figure.words, "figure": figure.to_json()}
            actions.add_evidence(grading=grading, factor=factor, by=head, at=at, **said)
    for figure in figures_for(holder, today=day, own=True) if factor in panel.own_hours else ():
        if figure.kind == panel.own_hours[factor]:
            actions.offer_figure(grading=grading, factor=factor, figure=figure, by=holder, at=at)


def _decide(practice: Practice, grading: Grading, panel: PanelStory, at: datetime) -> None:
    actions.decide(
        grading=grading,
        result=panel.result,
        band=panel.band,
        reasons=panel.words,
        decided_on=at.date(),
        by=practice.staff[HEAD],
        at=at,
    )
