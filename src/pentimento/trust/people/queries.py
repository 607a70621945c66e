"""Who works here."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .models import Person, Supervision
from .roles import Role

CLINICAL_ROLES = (Role.THERAPIST, Role.TRAINEE, Role.SUPERVISOR, Role.HEAD)


def clinicians() -> QuerySet[Person]:
    """Everybody who may be on a care team, by name."""
    return Person.objects.filter(is_active=True, role__in=CLINICAL_ROLES).order_by("name", "pk")


def supervises(supervisor: Person, supervisee: Person, *, on: date) -> bool:
    """Whether one answers for the other's clinical work that day."""
    in_force = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    return Supervision.objects.filter(in_force, supervisor=supervisor, supervisee=supervisee).exists()
