"""Whose portfolio somebody may look at, and who may vouch for them."""

from __future__ import annotations

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import supervisees_of
from pentimento.profession.portfolio.rules.claims import VERIFIERS
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import clinicians
from pentimento.trust.people.roles import Permission


def verifiers_for(owner: Person) -> list[Person]:
    """Colleagues who may verify this person's claims, by name. One statement."""
    rows = Person.objects.filter(is_active=True, role__in=VERIFIERS).exclude(pk=owner.pk)
    return list(rows.order_by("name", "pk"))


def people_for(viewer: Person) -> list[Person]:
    """Whose gaps this person may see: their own, those they supervise, everybody's for the head. Two statements."""
    everybody = clinicians()
    if viewer.may(Permission.TEAM_GAPS):
        return list(everybody)
    allowed = everybody.filter(pk__in=supervisees_of(viewer)) | everybody.filter(pk=viewer.pk)
    return list(allowed.distinct().order_by("name", "pk"))


def person_for(viewer: Person, public_id: str) -> Person:
    """One person whose gaps this viewer may see. NotFound otherwise."""
    for person in people_for(viewer):
        if person.public_id == public_id:
            return person
    raise NotFound


def supervises_today(viewer: Person, owner: Person) -> bool:
    """Whether the viewer answers for the owner's work today."""
    return supervisees_of(viewer).filter(supervisee=owner.pk).exists()


def supervisee_for(viewer: Person, public_id: str) -> Person:
    """One person whom this viewer supervises today. NotFound otherwise, for themselves too."""
    found = Person.objects.filter(public_id=public_id, is_active=True, pk__in=supervisees_of(viewer)).first()
    if found is None:
        raise NotFound
    return found
