"""Somebody says where they stand; their supervisor adds a view afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Item, Reading
from pentimento.profession.portfolio.rules import assessments as rules
from pentimento.profession.portfolio.rules.corrections import check_length
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises

Said = Mapping[Item, tuple[str, str]]


@transaction.atomic
def say_where_i_stand(*, said: Said, by: Person, at: datetime) -> list[Reading]:
    """Keep a person's own view of some statements: the standing and, if they like, words. Unchanged ones stay."""
    return _keep(owner=by, said=said, is_own=True, by=by, at=at)


@transaction.atomic
def add_view(*, owner: Person, said: Said, by: Person, at: datetime) -> list[Reading]:
    """Keep a supervisor's view of where the owner stands, after the owner's own.

    Raises
    ------
    Refused
        When the owner has not said so first, or the writer does not supervise them.
    """
    own = set(Reading.of_owner(owner).filter(is_own=True, is_current=True).values_list("item", flat=True))
    rules.check_can_read_other(
        supervises=supervises(by, owner, on=timezone.localtime(at).date()),
        own_first=all(item.pk in own for item in said),
    )
    return _keep(owner=owner, said=said, is_own=False, by=by, at=at)


def _keep(*, owner: Person, said: Said, is_own: bool, by: Person, at: datetime) -> list[Reading]:
    rows = Reading.of_owner(owner).filter(is_own=is_own, is_current=True, item__in=list(said))
    before = {row.item_id: row for row in rows.select_for_update(of=("self",))}
    new = []
    for item, (standing, words) in said.items():
        text = cleaned(words)
        rules.check_standing(standing)
        check_length(text, most=rules.WORDS_MOST)
        naming.check_nobody_named(by, text)
        old = before.get(item.pk)
        if old is None or (old.standing, old.words) != (standing, text):
            told = {"item": item, "standing": standing, "words": text}
            new.append({"owner": owner, "by": by, "is_own": is_own, "at": at, **told})
    Reading.of_owner(owner).filter(is_own=is_own, is_current=True, item__in=[fields["item"] for fields in new]).update(
        is_current=False
    )
    made = Reading.add_all(new)
    if made:
        audit.record(audit.Event.STANDING_RECORDED, by=by, at=at, subject=owner, statements=len(made), own=is_own)
    return made
