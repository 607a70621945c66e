"""Suggested corrections, open and answered. They are about statements, so everybody may read them."""

from __future__ import annotations

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Correction, Item, Source
from pentimento.profession.portfolio.rules.frameworks import KEEPERS
from pentimento.trust.people.models import Person

WITH = ("item__version__framework", "item__level", "source", "suggested_by", "answered_by")


def open_corrections() -> list[Correction]:
    """What waits for an answer, longest first. One statement."""
    rows = Correction.objects.filter(state=Correction.State.OPEN).select_related(*WITH)
    return list(rows.order_by("suggested_at", "pk"))


def answered_corrections(*, limit: int = 50) -> list[Correction]:
    """What was answered or taken back, latest first. One statement."""
    rows = Correction.objects.exclude(state=Correction.State.OPEN).select_related(*WITH)
    return list(rows.order_by("-answered_at", "-pk")[:limit])


def correction_for(public_id: str) -> Correction:
    """One suggestion. NotFound if there is none."""
    found = Correction.objects.filter(public_id=public_id).select_related(*WITH).first()
    if found is None:
        raise NotFound
    return found


def source_for(item: Item, public_id: str) -> Source | None:
    """One source of a statement, or None where none is named. NotFound for one that is not its own."""
    if not public_id:
        return None
    found = Source.objects.filter(item=item, public_id=public_id, until_revision__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def others_may_answer(person: Person) -> bool:
    """Whether somebody else is there who answers corrections."""
    return Person.objects.filter(is_active=True, role__in=KEEPERS).exclude(pk=person.pk).exists()
