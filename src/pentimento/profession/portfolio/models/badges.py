"""Open Badges that were issued, each with the token that went out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .personal import PersonalModel


class Badge(PersonalModel):
    """A badge. Its token never changes; withdrawing it is written beside it."""

    class For(models.TextChoices):
        HOURS = "hours", _("Hours for a credential")
        CLAIM = "claim", _("A verified claim")

    about = models.CharField(max_length=8, choices=For.choices)
    reference = models.CharField(max_length=22)  # of the certificate or the claim
    name = models.CharField(max_length=300)
    token = models.TextField()
    issued_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    shown_to = ("issued_by",)

    class Privacy:
        identifying = {"token"}
        private = {"withdrawn_why"}
        plain = {
            "id",
            "public_id",
            "owner",
            "about",
            "reference",
            "name",
            "issued_by",
            "issued_at",
            "withdrawn_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "reference"], condition=Q(withdrawn_at__isnull=True), name="one_badge_for_one_thing"
            )
        ]
