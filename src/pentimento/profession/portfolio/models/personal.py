"""Rows that belong to one person's own portfolio. There is no ``objects``: ask through ``scoped``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from pentimento.trust.access.door import is_known
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person, Supervision


class PersonalModel(models.Model):
    """A row of somebody's portfolio.

    ``shown_to`` names the fields that hold another person who may read the row. ``shown_to_supervisors``
    opens it to whoever supervises the owner today. Nobody else sees it, the head of service included.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")

    shown_to: ClassVar[tuple[str, ...]] = ()
    shown_to_supervisors: ClassVar[bool] = False

    # Naming it keeps Django from adding `objects`; only this class and migrations may use it.
    _unscoped: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "_unscoped"

    @classmethod
    def scoped(cls, viewer: Any) -> QuerySet[Self]:
        """What this viewer may see of this table. Somebody unknown sees nothing."""
        rows = cls._unscoped.all()
        return rows.filter(cls.open_to(viewer)) if is_known(viewer) else rows.none()

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """The condition under which a row is this viewer's to see."""
        allowed = Q(owner=viewer)
        for name in cls.shown_to:
            allowed |= Q(**{name: viewer})
        if cls.shown_to_supervisors:
            allowed |= Q(owner__in=supervisees_of(viewer))
        return allowed

    @classmethod
    def of_owner(cls, owner: Person | int) -> QuerySet[Self]:
        """Rows of one person, for actions that have checked who asks."""
        return cls._unscoped.filter(owner=owner)

    @classmethod
    def among(cls, owners: Sequence[int]) -> QuerySet[Self]:
        """Rows of several people, for a query that answers without what they wrote."""
        return cls._unscoped.filter(owner__in=owners)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Write one new row."""
        made: Self = cls._unscoped.create(**fields)
        return made

    @classmethod
    def add_all(cls, rows: Sequence[Mapping[str, Any]]) -> list[Self]:
        """Write several new rows at once."""
        made: list[Self] = cls._unscoped.bulk_create([cls(**fields) for fields in rows])
        return made


def supervisees_of(viewer: Person) -> QuerySet[Supervision, Any]:
    """Ids of the people this viewer supervises today, as a subquery."""
    today = timezone.localdate()
    in_force = (Q(until__isnull=True) | Q(until__gte=today)) & Q(since__lte=today)
    return Supervision.objects.filter(in_force, supervisor=viewer.pk).values("supervisee")
