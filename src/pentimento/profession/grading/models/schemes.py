"""Schemes and rules as they were kept: a grading goes on resting on what was in force when it was made."""

from __future__ import annotations

from django.db import models


class KeptScheme(models.Model):
    """A scheme as it was read, whole. A changed one is a new row; nothing in a row ever changes."""

    mark = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    edition = models.CharField(max_length=120, blank=True)
    content = models.JSONField()
    is_shipped = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")

    class Privacy:
        plain = {
            "id",
            "mark",
            "digest",
            "key",
            "title",
            "edition",
            "content",
            "is_shipped",
            "kept_at",
            "kept_by",
        }


class KeptRules(models.Model):
    """How far a post may stand from a profile here, as the practice decided. The newest counts."""

    scheme = models.ForeignKey("grading.KeptScheme", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    decided_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Privacy:
        plain = {"id", "scheme", "number", "content", "decided_by", "decided_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="one_version_of_rules_a_number")]
