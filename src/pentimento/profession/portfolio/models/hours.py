"""What somebody works towards, holds and learns, and the certificates of hours that were sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .personal import PersonalModel


class Pursuit(PersonalModel):
    """A credential somebody works towards, or keeps up, on one route."""

    credential = models.CharField(max_length=40)
    route = models.CharField(max_length=40)
    degree_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    shown_to_supervisors = True

    class Privacy:
        plain = {"id", "public_id", "owner", "credential", "route", "degree_on", "begun_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "credential"], condition=Q(ended_at__isnull=True), name="one_pursuit_a_credential"
            )
        ]


class Holding(PersonalModel):
    """A credential somebody holds or held, as they say. ``number`` is theirs with the body that grants it."""

    name = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    entry_key = models.CharField(max_length=36)
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    shown_to_supervisors = True

    class Privacy:
        identifying = {"number"}
        plain = {"id", "public_id", "owner", "name", "since", "until", "entry_key", "entered_at", "struck_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "entry_key"], name="one_holding_an_entry"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_it_begins"
            ),
        ]


class Learning(PersonalModel):
    """One entry of somebody's log of continuing education."""

    class Kind(models.TextChoices):
        COURSE = "course", _("Course or workshop")
        CONFERENCE = "conference", _("Conference")
        READING = "reading", _("Reading")
        PRACTICE = "practice", _("Learning at work")
        TEACHING = "teaching", _("Teaching or presenting")
        STUDIO = "studio", _("Own studio practice")
        WRITING = "writing", _("Writing and research")
        OTHER = "other", _("Something else")

    class Topic(models.TextChoices):
        ART_THERAPY = "art-therapy", _("Art therapy")
        ETHICS = "ethics", _("Ethics")
        SUPERVISION = "supervision", _("Supervision")
        CULTURE = "culture", _("Culture and diversity")
        RESEARCH = "research", _("Research and measures")
        SAFETY = "safety", _("Safety and safeguarding")
        OTHER = "other", _("Something else")

    on = models.DateField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    minutes = models.PositiveIntegerField()
    changed = models.TextField(blank=True)
    entry_key = models.CharField(max_length=36)
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    shown_to_supervisors = True

    class Privacy:
        private = {"changed"}
        plain = {
            "id",
            "public_id",
            "owner",
            "on",
            "title",
            "kind",
            "topic",
            "minutes",
            "entry_key",
            "entered_at",
            "struck_at",
            "version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "entry_key"], name="one_learning_an_entry"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=60_000), name="learning_length"),
        ]
        indexes = [models.Index(fields=["owner", "on"])]

    @property
    def hours(self) -> float:
        """The length in hours."""
        return self.minutes / 60


class Certificate(PersonalModel):
    """Hours as they stood on a day, sealed by the supervisor. Never changes."""

    credential = models.CharField(max_length=40)
    route = models.CharField(max_length=40)
    stands_on = models.DateField()
    met = models.BooleanField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    key_id = models.CharField(max_length=16)
    signed_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    entry_key = models.CharField(max_length=36)

    shown_to = ("signed_by",)
    shown_to_supervisors = True

    class Privacy:
        private = {"content"}
        plain = {
            "id",
            "public_id",
            "owner",
            "credential",
            "route",
            "stands_on",
            "met",
            "digest",
            "signature",
            "key_id",
            "signed_by",
            "signed_at",
            "entry_key",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signed_by", "entry_key"], name="one_certificate_an_entry")]
