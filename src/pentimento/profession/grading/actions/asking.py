"""Who may, and which day it is where the practice is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Grading, Post
from pentimento.profession.grading.queries import posts
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission


def day_of(at: datetime) -> date:
    """The day a moment falls on where the practice is."""
    return timezone.localtime(at).date()


def check_runs(by: Person, post: Post | None, *, at: datetime) -> None:
    """Refuse unless this person runs gradings and does not hold this post."""
    holds = post is not None and posts.holds(by, post, on=day_of(at))
    rules.check_can_run(runs=by.may(Permission.GRADING_RUN), holds=holds)


def held_open(grading: Grading) -> Grading:
    """The row itself, locked, while a panel works on it."""
    rows = Grading.of(pk=grading.pk).select_for_update(of=("self",)).select_related("post", "scheme", "description")
    row = rows.get()
    rules.check_open(decided=row.is_decided, set_aside=row.is_set_aside)
    return row
