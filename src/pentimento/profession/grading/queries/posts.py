"""Posts and what became of their grading, as far as a viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Appeal, Description, Grading, Holding, Outcome, Post, Seat
from pentimento.profession.grading.models.scope import in_force
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission

SITTING = Q(decided_at__isnull=True, set_aside_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Card:
    """One post in the list: who holds it, how it was graded last, and whether a panel sits."""

    post: Post
    holders: tuple[str, ...]
    outcome: Outcome | None
    sitting: Grading | None
    appealed: bool


def posts_of(viewer: Person, *, search: str = "") -> list[Card]:
    """The posts this viewer may see: those there are by title, then those that ended. Five statements, always."""
    rows = Post.scoped(viewer).order_by(F("ended_on").desc(nulls_first=True), "title", "pk")
    if search:
        rows = rows.filter(Q(title__icontains=search) | Q(team__icontains=search))
    posts = list(rows)
    held, seen = _holders(posts), [post.pk for post in posts]
    outcomes = {o.grading.post_id: o for o in _outcomes(viewer).filter(grading__post__in=seen).order_by("pk")}
    sitting = {g.post_id: g for g in Grading.scoped(viewer).filter(SITTING, post__in=seen)}
    appeals = set(_pending(viewer).filter(grading__post__in=seen).values_list("grading__post", flat=True))
    return [
        Card(post, held.get(post.pk, ()), outcomes.get(post.pk), sitting.get(post.pk), post.pk in appeals)
        for post in posts
    ]


def _holders(posts: list[Post]) -> dict[int, tuple[str, ...]]:
    rows = Holding.of(post__in=posts, until__isnull=True).select_related("person").order_by("since", "pk")
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.post_id] = (*found.get(row.post_id, ()), row.person.name)
    return found


def _outcomes(viewer: Person) -> QuerySet[Outcome]:
    return Outcome.scoped(viewer).select_related("grading", "grading__scheme", "decided_by")


def _pending(viewer: Person) -> QuerySet[Appeal]:
    """Appeals nobody has decided yet."""
    heard = Grading.of(appeal__isnull=False, decided_at__isnull=False).values("appeal")
    return Appeal.scoped(viewer).filter(withdrawn_at__isnull=True).exclude(pk__in=heard)


def post_for(viewer: Person, public_id: str) -> Post:
    """One post, or NotFound."""
    found = Post.scoped(viewer).select_related("reports_to").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def choices_of(viewer: Person, *, but: Post | None = None) -> list[Post]:
    """Posts another one may answer to."""
    rows = Post.scoped(viewer).filter(ended_on__isnull=True).order_by("title", "pk")
    return list(rows.exclude(pk=but.pk) if but else rows)


def holdings_of(post: Post) -> list[Holding]:
    """Who holds a post and who held it, newest first."""
    return list(Holding.of(post=post).select_related("person").order_by("until", "-since", "pk"))


def holding_for(post: Post, public_id: str) -> Holding:
    """One holding of a post, or NotFound."""
    found = Holding.of(post=post, public_id=public_id).select_related("person").first()
    if found is None:
        raise NotFound
    return found


def holds(person: Person, post: Post, *, on: date) -> bool:
    """Whether somebody holds a post on a day."""
    return Holding.of(post=post, person=person).filter(in_force(on)).exists()


def may_run(person: Person, post: Post, *, on: date) -> bool:
    """Whether somebody runs the gradings of this post."""
    return rules.can_run(runs=person.may(Permission.GRADING_RUN), holds=holds(person, post, on=on))


def descriptions_of(post: Post) -> list[Description]:
    """The job description, newest version first."""
    return list(Description.of(post=post).select_related("written_by").order_by("-number"))


def description_of(post: Post) -> Description | None:
    """The job description in force."""
    return Description.of(post=post).order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One grading of a post in its history, with its panel, outcome and appeal as far as there are any."""

    grading: Grading
    panel: tuple[Seat, ...]
    outcome: Outcome | None
    appeal: Appeal | None


def history_of(viewer: Person, post: Post) -> list[Chapter]:
    """The gradings of a post, newest first. Four statements."""
    rows = (
        Grading.scoped(viewer)
        .filter(post=post)
        .select_related("scheme", "description", "appeal", "opened_by", "set_aside_by")
    )
    gradings = list(rows.order_by("-number"))
    seats = list(Seat.of(grading__in=gradings, left_at__isnull=True).order_by("pk"))
    outcomes = {one.grading_id: one for one in _outcomes(viewer).filter(grading__in=gradings)}
    appeals = {a.grading_id: a for a in Appeal.scoped(viewer).filter(grading__in=gradings).select_related("lodged_by")}
    return [
        Chapter(
            one,
            tuple(seat for seat in seats if seat.grading_id == one.pk),
            outcomes.get(one.pk),
            appeals.get(one.pk),
        )
        for one in gradings
    ]


def grading_for(viewer: Person, post: Post, public_id: str) -> Grading:
    """One grading of a post, or NotFound."""
    rows = Grading.scoped(viewer).filter(post=post, public_id=public_id)
    found = rows.select_related(
        "post", "scheme", "description", "appeal", "appeal__grading", "opened_by", "set_aside_by"
    ).first()
    if found is None:
        raise NotFound
    return found


def outcome_of(grading: Grading) -> Outcome | None:
    """The sealed outcome of a grading."""
    return Outcome.of(grading=grading).select_related("decided_by").first()


def appeal_of(grading: Grading) -> Appeal | None:
    """The appeal against the outcome of a grading."""
    return Appeal.of(grading=grading).select_related("lodged_by").first()


def can_take_up(grading: Grading) -> bool:
    """Whether a grading that was set aside could go on: no other panel sits, and no later one has decided."""
    return grading.is_set_aside and rules.can_take_up(**way_to_take_up(grading))


def way_to_take_up(grading: Grading) -> dict[str, bool]:
    """What the rule about taking up again asks."""
    later = Grading.of(post=grading.post, number__gt=grading.number, decided_at__isnull=False)
    return {
        "set_aside": grading.is_set_aside,
        "later_decided": later.exists(),
        "sitting": sits(grading.post),
        "appeal_gone": grading.appeal is not None and grading.appeal.withdrawn_at is not None,
    }


def sits(post: Post) -> bool:
    """Whether a panel works on a post now, whoever asks."""
    return Grading.of(SITTING, post=post).exists()


def pending_appeal(post: Post) -> Appeal | None:
    """An appeal that waits for a panel."""
    heard: Any = Grading.of(appeal__isnull=False, set_aside_at__isnull=True).values("appeal")
    waiting = Appeal.of(grading__post=post, withdrawn_at__isnull=True).exclude(pk__in=heard)
    return waiting.select_related("grading", "lodged_by").order_by("-pk").first()
