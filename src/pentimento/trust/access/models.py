"""Whose record it is, who has been given access, and the base of every clinical table."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pentimento.trust.identifiers import new_public_id


class Door(StrEnum):
    """How far a table lies inside the house."""

    PRACTICAL = "practical"  # names, dates, places: front desk and everybody on the team
    CLINICAL = "clinical"  # what was seen, said, made and scored: the care team and its supervision
    PRIVATE = "private"  # a therapist's own response: its author, nobody else


class Purpose(StrEnum):
    """Why somebody asks."""

    CARE = "care"
    SUPERVISION = "supervision"
    OPERATIONS = "operations"


class Chart(models.Model):
    """Whose record it is: the unit of access, keys, consent and audit."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    opened_at = models.DateTimeField()

    class Privacy:
        plain = {"id", "public_id", "opened_at"}


class Capacity(models.TextChoices):
    """In what capacity somebody is on a care team."""

    LEAD = "lead", _("Lead therapist")
    MEMBER = "member", _("Team member")
    TRAINEE = "trainee", _("Trainee")


class Grant(models.Model):
    """One person's access to one chart, while it lasts."""

    chart = models.ForeignKey("trust.Chart", models.PROTECT, related_name="+")
    person = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "chart", "person", "capacity", "since", "until"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chart", "person"], condition=Q(until__isnull=True), name="one_open_grant_a_person_and_chart"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["person", "until", "chart"])]


class Loan(models.Model):
    """A device without a sign-in, let in by somebody for one thing in one chart, for minutes.

    Whoever has the code first has it: from then on only that device is known. Of both there are only keyed hashes.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    chart = models.ForeignKey("trust.Chart", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # what the device is for, such as "camera"
    about = models.CharField(max_length=22)  # public id of what it is bound to, such as a session
    lent_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    lent_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    code = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        private = {"code", "device"}
        plain = {
            "id",
            "public_id",
            "chart",
            "kind",
            "about",
            "lent_by",
            "lent_at",
            "ends_at",
            "taken_at",
            "ended_at",
        }

    class Meta:
        indexes = [models.Index(fields=["chart", "kind", "about"]), models.Index(fields=["lent_by", "ended_at"])]
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=~Q(device=""), name="one_loan_a_device"),
        ]


class ChartModel(models.Model):
    """A row of somebody's record. There is no ``objects``: ask through ``scoped``.

    ``door`` says how far inside the house the table lies. A PRIVATE table names its author field in
    ``author_field``.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    chart = models.ForeignKey("trust.Chart", models.PROTECT, related_name="+")

    door: ClassVar[Door] = Door.CLINICAL
    author_field: ClassVar[str] = "author"

    # Naming it keeps Django from adding `objects`; only the door and migrations may use it.
    _unscoped: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "_unscoped"

    @classmethod
    def scoped(cls, viewer: Any, purpose: Purpose = Purpose.CARE) -> QuerySet[Self]:
        """What this viewer may see of this table, for this purpose. No grant, no rows."""
        from .door import scope

        return scope(cls, viewer, purpose)

    @classmethod
    def of_chart(cls, chart: Chart | int) -> QuerySet[Self]:
        """Rows of one chart, for actions that were already let through the door for it."""
        return cls._unscoped.filter(chart=chart)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Write one new row."""
        made: Self = cls._unscoped.create(**fields)
        return made

    @classmethod
    def tally(cls, *fields: str, **where: Any) -> list[dict[str, Any]]:
        """How many rows agree on these plain fields, over all charts: numbers for the service, never a row.

        Raises
        ------
        ValueError
            Where a field would tell whose record it is, or what is in it.
        """
        plain: set[str] = getattr(cls, "Privacy").plain - {"id", "public_id", "chart"}  # noqa: B009 - each table has its own
        if telling := {name.split("__")[0] for name in (*fields, *where)} - plain:
            raise ValueError(f"A tally may not ask for {sorted(telling)}.")
        counted = cls._unscoped.filter(**where).values(*fields).annotate(number=models.Count("pk"))
        return list(counted.order_by(*fields))
