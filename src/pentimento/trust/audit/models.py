"""The audit trail: append-only, hash-chained."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that happened. Never changed, never removed; each carries the hash of the one before."""

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=40)
    by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    # No index of its own: two below begin with it.
    chart = models.ForeignKey("trust.Chart", models.PROTECT, null=True, related_name="+", db_index=False)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Privacy:
        plain = {
            "id",
            "sequence",
            "at",
            "event",
            "by",
            "chart",
            "subject_kind",
            "subject_id",
            "detail",
            "previous",
            "digest",
        }

    class Meta:
        indexes = [
            models.Index(fields=["chart", "-sequence"]),
            models.Index(fields=["chart", "by", "event", "at"]),  # asked before every page of a chart
            models.Index(fields=["subject_id"]),
        ]


class Head(models.Model):
    """Where the chain ends now. One row; locking it puts writers in line."""

    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Privacy:
        plain = {"id", "sequence", "digest"}
