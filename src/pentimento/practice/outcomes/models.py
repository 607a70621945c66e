"""Outcome measures: forms, answers, scores, and what must not be overlooked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel
from pentimento.trust.identifiers import new_public_id


class OfficialForm(models.Model):
    """The publisher's own form of a measure, word for word, as imported."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    instrument = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    copyright = models.TextField(blank=True)
    questionnaire = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    warnings = models.JSONField(default=list)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")

    class Privacy:
        plain = {
            "id",
            "public_id",
            "instrument",
            "title",
            "copyright",
            "questionnaire",
            "digest",
            "warnings",
            "imported_at",
            "imported_by",
        }


class Giving(ChartModel):
    """One measure given once. A correction is a new row that names the one it replaces."""

    class Mode(models.TextChoices):
        PAPER = "paper", _("From the paper form")
        SCREEN = "screen", _("On screen")

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.CharField(max_length=40)
    given_on = models.DateField()
    mode = models.CharField(max_length=8, choices=Mode.choices)
    form = models.ForeignKey("outcomes.OfficialForm", models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField()
    extra_answers = models.JSONField(default=dict)
    total = models.FloatField(null=True, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)
    prorated = models.BooleanField(default=False)
    method = models.CharField(max_length=40)
    entered_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entry_key = models.CharField(max_length=36)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_current = models.BooleanField(default=True)

    class Privacy:
        clinical = {"answers", "extra_answers", "total", "missing", "prorated"}
        plain = {
            "id",
            "public_id",
            "chart",
            "encounter",
            "instrument",
            "given_on",
            "mode",
            "form",
            "method",
            "entered_by",
            "entered_at",
            "entry_key",
            "replaces",
            "is_current",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chart", "entry_key"], name="one_giving_an_entry")]
        indexes = [models.Index(fields=["chart", "instrument", "given_on"])]


class SafetyPrompt(ChartModel):
    """An answer that must be talked about before the day is over."""

    giving = models.OneToOneField("outcomes.Giving", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    what_was_done = models.TextField(max_length=2000, blank=True)

    class Privacy:
        clinical = {"what_was_done"}
        plain = {"id", "public_id", "chart", "giving", "raised_at", "answered_at", "answered_by"}


class Schedule(ChartModel):
    """When a measure is to be given again."""

    instrument = models.CharField(max_length=40)
    every_weeks = models.PositiveSmallIntegerField()
    next_due = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "chart", "instrument", "every_weeks", "next_due", "ended_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chart", "instrument"],
                condition=models.Q(ended_on__isnull=True),
                name="one_schedule_an_instrument",
            )
        ]
        indexes = [models.Index(fields=["next_due"])]
