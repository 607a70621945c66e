"""Tables that were brought in, local trials of AI, and the studio's policy. Nothing here is about any client."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.door import is_known
from pentimento.trust.identifiers import new_public_id

OCCUPATION = 10  # characters of a code such as 29-1129.01


class Table(models.Model):
    """Labels or usage that somebody brought in. It counts once it was looked at and applied."""

    class Kind(models.TextChoices):
        LABELS = "labels", _("Labels")
        USAGE = "usage", _("Usage")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    occupation = models.CharField(max_length=OCCUPATION)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=120)
    released = models.CharField(max_length=40)
    unit = models.CharField(max_length=10, blank=True)
    content = models.JSONField()
    remarks = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    elsewhere = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "kind",
            "occupation",
            "title",
            "source",
            "licence",
            "released",
            "unit",
            "content",
            "remarks",
            "missing",
            "elsewhere",
            "digest",
            "proposed_at",
            "proposed_by",
            "applied_at",
            "applied_by",
            "ended_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "occupation", "digest"],
                condition=Q(ended_at__isnull=True),
                name="one_table_a_content",
            )
        ]
        indexes = [models.Index(fields=["occupation", "kind", "applied_at"])]

    @property
    def is_in_force(self) -> bool:
        """Whether it counts now."""
        return self.applied_at is not None and self.ended_at is None


class Trial(models.Model):
    """One piece of work tried with AI: how long, and whether the result could be used.

    Personal: there is no ``objects``.
    """

    class Result(models.TextChoices):
        AS_IT_WAS = "as_it_was", _("Used as it was")
        MINOR = "minor", _("Used after small changes")
        MAJOR = "major", _("Used after a major edit")
        REJECTED = "rejected", _("Not used")

    class Mode(models.TextChoices):
        HELPED = "helped", _("AI helped, I did it")
        REVIEWED = "reviewed", _("AI did it, I reviewed it")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    occupation = models.CharField(max_length=OCCUPATION)
    task_id = models.CharField(max_length=12)
    on = models.DateField()
    usual_minutes = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=10, choices=Result.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    entry_key = models.CharField(max_length=36)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # Naming it keeps Django from adding `objects`; only the functions below and migrations may use it.
    _unscoped: ClassVar[models.Manager[Any]] = models.Manager()

    class Privacy:
        plain = {
            "id",
            "public_id",
            "person",
            "occupation",
            "task_id",
            "on",
            "usual_minutes",
            "minutes",
            "result",
            "mode",
            "entry_key",
            "recorded_at",
            "withdrawn_at",
        }

    class Meta:
        default_manager_name = "_unscoped"
        constraints = [
            models.UniqueConstraint(fields=["person", "entry_key"], name="one_trial_an_entry"),
            models.CheckConstraint(condition=Q(usual_minutes__gte=1), name="a_trial_has_a_usual_length"),
        ]
        indexes = [models.Index(fields=["occupation", "task_id"])]

    @classmethod
    def scoped(cls, viewer: Any) -> QuerySet[Self]:
        """The viewer's own trials. Somebody unknown sees nothing."""
        rows = cls._unscoped.all()
        return rows.filter(person=viewer) if is_known(viewer) else rows.none()

    @classmethod
    def counted(cls, occupation: str) -> list[dict[str, Any]]:
        """How many trials agree on task, result, mode and minutes: everybody's, without a name."""
        rows = cls._unscoped.filter(occupation=occupation, withdrawn_at__isnull=True)
        parts = rows.values("task_id", "result", "mode", "minutes", "usual_minutes")
        return list(parts.annotate(times=models.Count("pk")).order_by("task_id"))

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Write one new row."""
        made: Self = cls._unscoped.create(**fields)
        return made


class Policy(models.Model):
    """What the studio lets AI do of one task, from one day on. Never changed: a new version replaces it."""

    class Stance(models.TextChoices):
        HUMAN_ONLY = "human_only", _("Human only")
        HUMAN_WITH_AI = "human_with_ai", _("Human with AI")
        AI_WITH_REVIEW = "ai_with_review", _("AI with review")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    occupation = models.CharField(max_length=OCCUPATION)
    task_id = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    stance = models.CharField(max_length=16, choices=Stance.choices)
    reason = models.TextField(max_length=1000)
    review_on = models.DateField()
    answers = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    written_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        plain = {
            "id",
            "public_id",
            "occupation",
            "task_id",
            "number",
            "stance",
            "reason",
            "review_on",
            "answers",
            "written_by",
            "written_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "task_id", "number"], name="one_policy_a_number"),
        ]


class Supply(models.Model):
    """Something the studio needs, and later has bought. Everybody who works here shares one list; no client is in it.

    ``minutes`` is what buying it took, where somebody said.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    what = models.CharField(max_length=120)
    amount = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=300, blank=True)
    entry_key = models.CharField(max_length=36)
    asked_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    bought_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    bought_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "what",
            "amount",
            "why",
            "entry_key",
            "asked_by",
            "asked_at",
            "bought_by",
            "bought_at",
            "minutes",
            "struck_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "entry_key"], name="one_supply_an_entry"),
            models.CheckConstraint(
                condition=Q(bought_at__isnull=True) | Q(struck_at__isnull=True), name="what_was_bought_is_not_struck"
            ),
        ]
