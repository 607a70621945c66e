"""The matching sheet: evidence, each member's own levels, and what the panel agreed on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pentimento.trust.people.models import Person

from .scope import PostModel


class Judgement(PostModel):
    """What one member of a panel holds the level of one factor to be, before they talk about it."""

    post_path = "seat__grading__post"
    grading_path = "seat__grading"

    seat = models.ForeignKey("grading.Seat", models.PROTECT, related_name="+")
    factor = models.PositiveSmallIntegerField()
    levels = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        private = {"levels", "reason"}
        plain = {"id", "public_id", "seat", "factor", "version", "written_by", "written_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "factor"], name="one_judgement_a_seat_and_factor")]

    @property
    def by(self) -> Person:
        """Who wrote it down."""
        return self.written_by


class Agreed(PostModel):
    """The level a panel agreed on for one factor, and why."""

    post_path = "grading__post"
    grading_path = "grading"

    grading = models.ForeignKey("grading.Grading", models.PROTECT, related_name="+")
    factor = models.PositiveSmallIntegerField()
    levels = models.CharField(max_length=60)
    reason = models.TextField()
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        plain = {
            "id",
            "public_id",
            "grading",
            "factor",
            "levels",
            "reason",
            "version",
            "recorded_by",
            "recorded_at",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grading", "factor"], name="one_agreement_a_factor")]

    @property
    def by(self) -> Person:
        """Who wrote it down."""
        return self.recorded_by


class Evidence(PostModel):
    """What a level rests on: words of the job description, a figure of the ledger, or something told to the panel."""

    class Kind(models.TextChoices):
        DESCRIPTION = "description", _("Job description")
        LEDGER = "ledger", _("Ledger of work")
        TOLD = "told", _("Told to the panel")

    post_path = "grading__post"
    grading_path = "grading"

    grading = models.ForeignKey("grading.Grading", models.PROTECT, related_name="+")
    factor = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField()
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    figure = models.JSONField(default=dict)
    added_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "grading",
            "factor",
            "kind",
            "words",
            "paragraph",
            "figure",
            "added_by",
            "added_at",
            "struck_at",
        }

    class Meta:
        indexes = [models.Index(fields=["grading", "factor"])]
