"""Suggested corrections, their answers, and every wording a statement has had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pentimento.trust.identifiers import new_public_id


class Correction(models.Model):
    """Somebody thinks that a statement, a source, a code or a level is wrong. Answered once, with reasons."""

    class About(models.TextChoices):
        STATEMENT = "statement", _("The wording")
        SOURCE = "source", _("A source")
        CODE = "code", _("The code")
        LEVEL = "level", _("The level")

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Taken up")
        DECLINED = "declined", _("Not taken up")
        WITHDRAWN = "withdrawn", _("Taken back")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey("portfolio.Item", models.PROTECT, related_name="corrections")
    about = models.CharField(max_length=20, choices=About.choices)
    source = models.ForeignKey("portfolio.Source", models.PROTECT, null=True, blank=True, related_name="+")
    stood = models.TextField(blank=True)  # what was there when it was suggested
    proposed = models.JSONField(default=dict)
    why = models.TextField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    entry_key = models.CharField(max_length=36, unique=True)
    suggested_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField()
    answered_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(null=True, blank=True)  # the revision it led to

    class Privacy:
        plain = {
            "id",
            "public_id",
            "item",
            "about",
            "source",
            "stood",
            "proposed",
            "why",
            "state",
            "answer",
            "entry_key",
            "suggested_by",
            "suggested_at",
            "answered_by",
            "answered_at",
            "revision",
        }

    class Meta:
        indexes = [models.Index(fields=["state", "suggested_at"])]


class Revision(models.Model):
    """One wording of a statement, with what it rested on then. Never changed."""

    item = models.ForeignKey("portfolio.Item", models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    correction = models.ForeignKey("portfolio.Correction", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")

    class Privacy:
        plain = {"id", "item", "number", "content", "correction", "made_at", "made_by"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="a_revision_of_an_item_once")]
