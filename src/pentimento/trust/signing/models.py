"""Seals: what exactly was signed, by whom, when, and the signature that proves it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel, Door


class Meaning(models.TextChoices):
    """What a signature says."""

    AUTHOR = "author", _("Written by")
    COSIGNED = "cosigned", _("Co-signed by")
    AMENDED = "amended", _("Amended by")


class Seal(ChartModel):
    """The canonical bytes of something, their SHA-256 and an Ed25519 signature over them. Never changes."""

    door = Door.CLINICAL

    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=22)
    meaning = models.CharField(max_length=20, choices=Meaning.choices)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    key_id = models.CharField(max_length=16)
    signed_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Privacy:
        clinical = {"content"}
        plain = {
            "id",
            "public_id",
            "chart",
            "kind",
            "subject_id",
            "meaning",
            "digest",
            "signature",
            "key_id",
            "signed_by",
            "signed_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "meaning"],
                condition=models.Q(meaning__in=["author", "cosigned"]),
                name="sealed_once_a_meaning",
            )
        ]
        indexes = [models.Index(fields=["subject_id"])]
