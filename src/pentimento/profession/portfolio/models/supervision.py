"""Supervision: meetings, who was there, what was brought, and what was agreed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.people.models import Person

from .personal import PersonalModel, supervisees_of


class Meeting(PersonalModel):
    """A supervision meeting; its owner is the supervisor. Confirming it seals it, and only then it counts."""

    class Form(models.TextChoices):
        INDIVIDUAL = "individual", _("One to one")
        GROUP = "group", _("In a group")

    class Way(models.TextChoices):
        ROOM = "room", _("In one room")
        VIDEO = "video", _("By video")
        CALL = "call", _("By telephone")

    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    form = models.CharField(max_length=12, choices=Form.choices)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.ROOM)
    place = models.CharField(max_length=80, blank=True)
    follows = models.CharField(max_length=40, blank=True)  # the rule about the size of a group
    decisions = models.TextField(blank=True)
    came = models.PositiveSmallIntegerField(default=0)  # how many were supervised in it
    planned_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_why = models.CharField(max_length=300, blank=True)
    entry_key = models.CharField(max_length=36)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        private = {"decisions", "struck_why"}
        plain = {
            "id",
            "public_id",
            "owner",
            "starts_at",
            "minutes",
            "form",
            "way",
            "place",
            "follows",
            "came",
            "planned_by",
            "planned_at",
            "cancelled_at",
            "confirmed_at",
            "struck_at",
            "entry_key",
            "version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["planned_by", "entry_key"], name="one_meeting_an_entry"),
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=480), name="meeting_length"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(came__gte=1), name="a_confirmed_meeting_had_somebody"
            ),
        ]
        indexes = [models.Index(fields=["owner", "starts_at"])]

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """The supervisor, and whoever belongs to the meeting."""
        return Q(owner=viewer) | Q(pk__in=Attendance.of_owner(viewer).values("meeting"))

    @property
    def ends_at(self) -> datetime:
        """When the time set aside is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Whether it can still be prepared and written in."""
        return self.confirmed_at is None and self.cancelled_at is None


class Attendance(PersonalModel):
    """Somebody who is supervised in a meeting. ``came`` is None until it is confirmed."""

    meeting = models.ForeignKey("portfolio.Meeting", models.PROTECT, related_name="+")
    came = models.BooleanField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "owner", "meeting", "came"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "owner"], name="once_a_meeting")]

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """Everybody of the meeting sees who belongs to it."""
        return Q(owner=viewer) | Q(meeting__in=Meeting.scoped(viewer))


class Matter(PersonalModel):
    """Something somebody brings to supervision; it waits until there is a meeting.

    ``place`` (whose record) and ``reference`` (what in it) mean nothing here; the web edge asks the
    access door, and the consent gate, at the moment somebody looks.
    """

    class Kind(models.TextChoices):
        NOTE = "note", _("A note")
        WORK = "work", _("A work")
        RATINGS = "ratings", _("Ratings that disagree")
        TOPIC = "topic", _("A topic")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=22, blank=True)
    reference = models.CharField(max_length=22, blank=True)
    words = models.TextField(blank=True)
    raised_at = models.DateTimeField()
    meeting = models.ForeignKey("portfolio.Meeting", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        private = {"words", "outcome"}
        plain = {
            "id",
            "public_id",
            "owner",
            "kind",
            "place",
            "reference",
            "raised_at",
            "meeting",
            "settled_at",
            "withdrawn_at",
            "version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "reference"],
                condition=Q(settled_at__isnull=True, withdrawn_at__isnull=True) & ~Q(reference=""),
                name="brought_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["owner", "settled_at"])]

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """Whoever brings it, their supervisors, and for a topic everybody at the table."""
        at_the_table = Q(kind="topic", meeting__in=Attendance.of_owner(viewer).values("meeting"))
        return Q(owner=viewer) | Q(owner__in=supervisees_of(viewer)) | Q(meeting__owner=viewer) | at_the_table


class Agreed(PersonalModel):
    """What somebody will do after a meeting, and when they did it."""

    meeting = models.ForeignKey("portfolio.Meeting", models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    by_when = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        private = {"words"}
        plain = {"id", "public_id", "owner", "meeting", "by_when", "agreed_at", "done_at"}

    class Meta:
        indexes = [models.Index(fields=["owner", "done_at"])]

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """Whoever does it, and the supervisor."""
        return Q(owner=viewer) | Q(meeting__owner=viewer)
