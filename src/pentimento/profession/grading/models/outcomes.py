"""What a panel decided, sealed; and what the holder of the post says to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .scope import PostModel


class Outcome(PostModel):
    """The decision of a panel: the canonical bytes, their SHA-256 and the practice's signature. Never changes."""

    class Result(models.TextChoices):
        PROFILE = "profile match", _("Profile match")
        BAND = "band match", _("Band match")
        LOCAL = "local evaluation", _("No match: to be evaluated locally")

    post_path = "grading__post"

    grading = models.OneToOneField("grading.Grading", models.PROTECT, related_name="+")
    result = models.CharField(max_length=20, choices=Result.choices)
    band = models.CharField(max_length=40, blank=True)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    reasons = models.TextField()
    departure = models.TextField(blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    key_id = models.CharField(max_length=16)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "grading",
            "result",
            "band",
            "low",
            "high",
            "reasons",
            "departure",
            "decided_on",
            "decided_by",
            "sealed_at",
            "content",
            "digest",
            "signature",
            "key_id",
        }


class Appeal(PostModel):
    """The holder of a post asks for another panel. The first outcome stays readable under the second."""

    post_path = "grading__post"

    grading = models.OneToOneField("grading.Grading", models.PROTECT, related_name="+")
    grounds = models.TextField()
    lodged_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "grading", "grounds", "lodged_by", "lodged_at", "withdrawn_at"}
