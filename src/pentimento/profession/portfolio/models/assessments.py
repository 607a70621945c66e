"""Where somebody stands on a statement: as they see it first, then as their supervisor does."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .personal import PersonalModel


class Standing(models.TextChoices):
    """Four ways of standing to a statement. Words about work, not marks out of four."""

    NOT_YET = "not_yet", _("Not yet")
    SUPPORTED = "supported", _("With support")
    ALONE = "alone", _("On my own")
    GUIDING = "guiding", _("Guiding others")


class Reading(PersonalModel):
    """One person's view of where the owner stands on a statement. A later one is a new row."""

    shown_to_supervisors = True
    shown_to = ("by",)

    item = models.ForeignKey("portfolio.Item", models.PROTECT, related_name="+")
    by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    is_own = models.BooleanField()
    standing = models.CharField(max_length=20, choices=Standing.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Privacy:
        private = {"words"}
        plain = {"id", "public_id", "owner", "item", "by", "is_own", "standing", "at", "is_current"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "item", "is_own"],
                condition=models.Q(is_current=True),
                name="one_current_reading_a_side",
            )
        ]
        indexes = [models.Index(fields=["owner", "is_current"])]
