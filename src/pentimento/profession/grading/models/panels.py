"""A post being graded, and the people who grade it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .scope import PostModel


class Grading(PostModel):
    """One matching of one post, from the opening of its panel to the dated outcome.

    One that was opened by mistake is set aside with a reason; it stays readable and nothing more is written in it.
    """

    post = models.ForeignKey("grading.Post", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    scheme = models.ForeignKey("grading.KeptScheme", models.PROTECT, related_name="+")
    profile = models.CharField(max_length=60)
    description = models.ForeignKey("grading.Description", models.PROTECT, related_name="+")
    appeal = models.ForeignKey("grading.Appeal", models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_for = models.TextField(blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "post",
            "number",
            "scheme",
            "profile",
            "description",
            "appeal",
            "opened_by",
            "opened_at",
            "decided_at",
            "set_aside_at",
            "set_aside_by",
            "set_aside_for",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_grading_a_number"),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(decided_at__isnull=True, set_aside_at__isnull=True),
                name="one_open_grading_a_post",
            ),
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(set_aside_at__isnull=True), name="one_panel_hears_an_appeal"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(set_aside_at__isnull=True), name="decided_is_not_set_aside"
            ),
        ]

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def is_set_aside(self) -> bool:
        return self.set_aside_at is not None

    @property
    def is_open(self) -> bool:
        """Whether a panel works on it."""
        return not (self.is_decided or self.is_set_aside)


class Side(models.TextChoices):
    """Whom somebody on a panel speaks for."""

    MANAGEMENT = "management", _("For the service")
    STAFF = "staff", _("For the staff")
    OUTSIDE = "outside", _("From outside")


class Seat(PostModel):
    """Somebody named on a panel. Whoever does not sign in here has a name and no account."""

    post_path = "grading__post"

    grading = models.ForeignKey("grading.Grading", models.PROTECT, related_name="+")
    person = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    side = models.CharField(max_length=12, choices=Side.choices)
    taken_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        identifying = {"name"}
        plain = {"id", "public_id", "grading", "person", "side", "taken_at", "left_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grading", "person"],
                condition=Q(left_at__isnull=True, person__isnull=False),
                name="one_seat_a_person",
            )
        ]
