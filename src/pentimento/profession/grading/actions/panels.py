"""A panel is opened for a post, and people take their seats on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pentimento.core.kernel.errors import Conflict, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Grading, Post, Seat, Side
from pentimento.profession.grading.queries import posts
from pentimento.profession.grading.queries.schemes import Shelved
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person

from .asking import check_runs, day_of, held_open
from .schemes import keep_used


@transaction.atomic
def open_grading(
    *, post: Post, shelved: Shelved, profile: str, people: Iterable[tuple[Person, str]] = (), by: Person, at: datetime
) -> Grading:
    """Open a panel for a post against one profile. Where an appeal waits, this panel hears it.

    Raises
    ------
    Conflict
        When another panel sits for this post.
    """
    check_runs(by, post, at=at)
    shelved.scheme.profile(profile)
    description = posts.description_of(post)
    if description is None:
        raise Refused("This post has no job description yet. Write it first: the panel grades what it says.")
    rules.check_there(ended_on=Post.of(pk=post.pk).select_for_update().get().ended_on)
    if posts.sits(post):
        raise Conflict("A panel sits for this post already. Open that one.")
    last = Grading.of(post=post).aggregate(last=Max("number"))["last"] or 0
    grading = Grading.add(
        post=post,
        number=last + 1,
        scheme=keep_used(shelved, by=by, at=at),
        profile=profile,
        description=description,
        appeal=posts.pending_appeal(post),
        opened_by=by,
        opened_at=at,
    )
    audit.record(audit.Event.GRADING_OPENED, by=by, at=at, subject=grading, appeal=grading.appeal_id is not None)
    for person, side in people:
        take_seat(grading=grading, person=person, name="", side=side, by=by, at=at)
    return grading


@transaction.atomic
def set_aside(*, grading: Grading, reason: str, by: Person, at: datetime) -> Grading:
    """Set aside a grading that should not have been opened, and say why. Sent twice it is done once."""
    check_runs(by, grading.post, at=at)
    said = cleaned(reason)
    if grading.is_set_aside and grading.set_aside_for == said:
        return grading
    row = held_open(grading)
    rules.check_words(said, what="why it is set aside")
    naming.check_nobody_named(by, said)
    row.set_aside_at, row.set_aside_by, row.set_aside_for = at, by, said
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_for"])
    audit.record(audit.Event.GRADING_SET_ASIDE, by=by, at=at, subject=row)
    return row


@transaction.atomic
def take_up(*, grading: Grading, by: Person, at: datetime) -> Grading:
    """Go on with a grading that was set aside.

    Raises
    ------
    Conflict
        When another panel sits for the post, or a later one has decided.
    """
    check_runs(by, grading.post, at=at)
    rules.check_there(ended_on=Post.of(pk=grading.post_id).select_for_update().get().ended_on)
    row = Grading.of(pk=grading.pk).select_for_update(of=("self",)).select_related("post", "appeal").get()
    rules.check_can_take_up(**posts.way_to_take_up(row))
    row.set_aside_at, row.set_aside_by, row.set_aside_for = None, None, ""
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_for"])
    audit.record(audit.Event.GRADING_TAKEN_UP, by=by, at=at, subject=row)
    return row


@transaction.atomic
def take_seat(*, grading: Grading, person: Person | None, name: str, side: str, by: Person, at: datetime) -> Seat:
    """Name somebody to the panel: a colleague who signs in here, or somebody else by name."""
    check_runs(by, grading.post, at=at)
    row = held_open(grading)
    rules.check_one_is_named(colleague=person is not None, typed=cleaned(name))
    said = cleaned(person.name if person else name)
    rules.check_words(said, what="who sits on the panel", most=rules.TITLE_MOST)
    seats = Seat.of(grading=row, left_at__isnull=True)
    rules.check_can_seat(
        holds=person is not None and posts.holds(person, row.post, on=day_of(at)),
        seated=seats.filter(person=person).exists() if person else seats.filter(name__iexact=said).exists(),
        judged_before=person is not None and _was_on_first(row, person),
    )
    seat = Seat.add(grading=row, person=person, name=said, side=Side(side).value, taken_at=at)
    audit.record(audit.Event.GRADING_SEAT_TAKEN, by=by, at=at, subject=row, seat=seat.public_id)
    return seat


def _was_on_first(grading: Grading, person: Person) -> bool:
    appeal = grading.appeal
    return appeal is not None and Seat.of(grading=appeal.grading_id, person=person, left_at__isnull=True).exists()


@transaction.atomic
def leave_seat(*, seat: Seat, by: Person, at: datetime) -> Seat:
    """Take somebody off the panel. What they wrote stays in the record but no longer counts."""
    check_runs(by, seat.grading.post, at=at)
    held_open(seat.grading)
    row = Seat.of(pk=seat.pk).select_for_update().get()
    if row.left_at is None:
        row.left_at = at
        row.save(update_fields=["left_at"])
        audit.record(audit.Event.GRADING_SEAT_LEFT, by=by, at=at, subject=seat.grading, seat=seat.public_id)
    return row
