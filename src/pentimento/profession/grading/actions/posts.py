"""Posts are described, held and left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import Conflict
from pentimento.core.kernel.words import cleaned
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Description, Holding, Post
from pentimento.profession.grading.queries import posts
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person

from .asking import check_runs, day_of


@transaction.atomic
def add_post(
    *,
    title: str,
    team: str = "",
    reports_to: Post | None = None,
    holders: Iterable[Person] = (),
    words: str,
    agreed_on: date,
    by: Person,
    at: datetime,
) -> Post:
    """Record a post with its job description and whoever holds it today."""
    check_runs(by, None, at=at)
    name = cleaned(title)
    rules.check_words(name, what="the title of the post", most=rules.TITLE_MOST)
    post = Post.add(title=name, team=cleaned(team), reports_to=reports_to, created_by=by, created_at=at)
    audit.record(audit.Event.POST_ADDED, by=by, at=at, subject=post)
    for person in holders:
        hold(post=post, person=person, since=day_of(at), by=by, at=at)
    _describe(post, words, agreed_on, by=by, at=at)
    return post


@transaction.atomic
def change_post(
    *, post: Post, title: str, team: str, reports_to: Post | None, version: int, by: Person, at: datetime
) -> Post:
    """Change a post's title, team, or the post it answers to."""
    check_runs(by, post, at=at)
    row = _there(post)
    rules.check_same_version(mine=version, current=row.version)
    name = cleaned(title)
    rules.check_words(name, what="the title of the post", most=rules.TITLE_MOST)
    row.title, row.team, row.reports_to, row.version = name, cleaned(team), reports_to, version + 1
    row.save(update_fields=["title", "team", "reports_to", "version"])
    audit.record(audit.Event.POST_CHANGED, by=by, at=at, subject=row, version=row.version)
    return row


@transaction.atomic
def describe_again(*, post: Post, words: str, agreed_on: date, number: int, by: Person, at: datetime) -> Description:
    """Lay a new version over the job description. ``number`` is the one it was written over.

    Raises
    ------
    Conflict
        When somebody laid another version over it meanwhile.
    """
    check_runs(by, post, at=at)
    last = posts.description_of(post)
    if last and last.words == cleaned(words):
        return last
    _there(post)
    rules.check_same_version(mine=number, current=last.number if last else 0)
    return _describe(post, words, agreed_on, by=by, at=at, number=number + 1)


def _describe(post: Post, words: str, agreed_on: date, *, by: Person, at: datetime, number: int = 1) -> Description:
    said = cleaned(words)
    rules.check_words(said, what="what the post is there to do", most=rules.DESCRIPTION_MOST)
    naming.check_nobody_named(by, said)
    rules.check_agreed_on(agreed_on, today=day_of(at))
    row = Description.add(post=post, number=number, words=said, agreed_on=agreed_on, written_by=by, written_at=at)
    audit.record(audit.Event.POST_DESCRIBED, by=by, at=at, subject=post, number=number)
    return row


@transaction.atomic
def hold(*, post: Post, person: Person, since: date, by: Person, at: datetime) -> Holding:
    """Record that somebody holds a post from a day on."""
    check_runs(by, None, at=at)
    _there(post)
    if Holding.of(post=post, person=person, until__isnull=True).exists():
        raise Conflict("This person holds the post already.")
    row = Holding.add(post=post, person=person, since=since)
    audit.record(audit.Event.POST_HELD, by=by, at=at, subject=post, person=person.public_id)
    return row


@transaction.atomic
def end_holding(*, holding: Holding, on: date, by: Person, at: datetime) -> Holding:
    """Record that somebody no longer holds a post. They stop seeing it the day after."""
    check_runs(by, None, at=at)
    row = Holding.of(pk=holding.pk).select_for_update().get()
    row.until = max(on, row.since)
    row.save(update_fields=["until"])
    audit.record(audit.Event.POST_LEFT, by=by, at=at, subject=holding.post, person=row.person_id)
    return row


def _there(post: Post) -> Post:
    """The row itself, locked, while the post has not ended."""
    row = Post.of(pk=post.pk).select_for_update().get()
    rules.check_there(ended_on=row.ended_on)
    return row


@transaction.atomic
def end_post(*, post: Post, on: date, reason: str, by: Person, at: datetime) -> Post:
    """Record that a post is no more, from the day after. Whoever holds it holds it until then. Nothing is deleted.

    Raises
    ------
    Conflict
        While a panel sits for it.
    """
    check_runs(by, post, at=at)
    row = Post.of(pk=post.pk).select_for_update().get()
    said = cleaned(reason)
    if (row.ended_on, row.ended_for) == (on, said):
        return row
    rules.check_there(ended_on=row.ended_on)
    rules.check_can_end(sitting=posts.sits(row), appealed=posts.pending_appeal(row) is not None)
    rules.check_ends_on(on, since=day_of(row.created_at), today=day_of(at))
    rules.check_words(said, what="why the post ends")
    naming.check_nobody_named(by, said)
    row.ended_on, row.ended_for = on, said
    row.save(update_fields=["ended_on", "ended_for"])
    audit.record(audit.Event.POST_ENDED, by=by, at=at, subject=row, on=on.isoformat())
    return row


@transaction.atomic
def bring_back(*, post: Post, by: Person, at: datetime) -> Post:
    """Bring a post back that ended; whoever held it then holds it again."""
    check_runs(by, post, at=at)
    row = Post.of(pk=post.pk).select_for_update().get()
    if row.ended_on:
        row.ended_on, row.ended_for = None, ""
        row.save(update_fields=["ended_on", "ended_for"])
        audit.record(audit.Event.POST_BROUGHT_BACK, by=by, at=at, subject=row)
    return row
