"""Appointments, sessions, and what is recorded while they happen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel, Door
from pentimento.trust.identifiers import new_public_id


class Group(models.Model):
    """A therapy group. Who is in it is in each member's own chart."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    therapist = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    formed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "name", "therapist", "formed_on", "ended_on"}


class Membership(ChartModel):
    """One client's time in one group."""

    door = Door.PRACTICAL

    group = models.ForeignKey("encounters.Group", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "chart", "group", "since", "until"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chart", "group"], condition=Q(until__isnull=True), name="one_open_membership_a_group"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="membership_ends_after_it_begins"
            ),
        ]


class Appointment(ChartModel):
    """A time set aside for a client. Members of one group meeting share ``meeting``."""

    door = Door.PRACTICAL

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        ATTENDED = "attended", _("Attended")
        CANCELLED = "cancelled", _("Cancelled")
        MISSED = "missed", _("Did not attend")

    therapist = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    group = models.ForeignKey("encounters.Group", models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.CharField(max_length=22, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=50)
    place = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.BOOKED)
    entry_key = models.CharField(max_length=36, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "chart",
            "therapist",
            "group",
            "meeting",
            "starts_at",
            "minutes",
            "place",
            "status",
            "entry_key",
            "version",
        }

    class Meta:
        indexes = [
            models.Index(fields=["therapist", "starts_at"]),
            models.Index(fields=["chart", "starts_at"]),
            models.Index(fields=["starts_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="appointment_length"),
            models.UniqueConstraint(
                fields=["chart", "entry_key"], condition=~Q(entry_key=""), name="one_appointment_an_entry"
            ),
        ]

    @property
    def ends_at(self) -> datetime:
        """When the time set aside is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Encounter(ChartModel):
    """One client's session: opened from its appointment, closed when its facts are complete."""

    appointment = models.OneToOneField("encounters.Appointment", models.PROTECT, related_name="+")
    therapist = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    directive = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"directive"}
        plain = {
            "id",
            "public_id",
            "chart",
            "appointment",
            "therapist",
            "opened_at",
            "closed_at",
            "sealed_at",
            "version",
        }

    class Meta:
        indexes = [models.Index(fields=["chart", "-opened_at"]), models.Index(fields=["therapist", "opened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(closed_at__isnull=False), name="a_sealed_session_is_closed"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether things can still be recorded in it."""
        return self.closed_at is None


class Aim(ChartModel):
    """An objective this session works on, in the words it had when the session was opened.

    ``objective`` is the plan's public id: plans live in a room above this one.
    """

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    objective = models.CharField(max_length=22)
    words = models.CharField(max_length=600)

    class Privacy:
        clinical = {"words"}
        plain = {"id", "public_id", "chart", "encounter", "objective"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "objective"], name="one_aim_an_objective")]


class Observation(ChartModel):
    """What was seen, what the client said, or what the therapist supposes. Kept apart by ``kind``."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("Seen")
        SAID = "said", _("Said")
        HYPOTHESIS = "hypothesis", _("My hypothesis")

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(max_length=20_000)
    stamped_at = models.DateTimeField()
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    client_key = models.CharField(max_length=36)
    finished = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        clinical = {"words", "kind"}
        plain = {
            "id",
            "public_id",
            "chart",
            "encounter",
            "stamped_at",
            "author",
            "client_key",
            "finished",
            "version",
            "struck_at",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "client_key"], name="one_observation_a_key")]
        indexes = [models.Index(fields=["encounter", "stamped_at"])]


class OwnResponse(ChartModel):
    """The therapist's own response in the session: encrypted, and only its author can open it."""

    door = Door.PRIVATE

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    stamped_at = models.DateTimeField()
    client_key = models.CharField(max_length=36)
    finished = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        private = {"sealed_words"}
        plain = {
            "id",
            "public_id",
            "chart",
            "encounter",
            "author",
            "stamped_at",
            "client_key",
            "finished",
            "version",
            "struck_at",
        }

    class Meta:
        # With the author in it, nobody's key can tell that a colleague wrote something.
        constraints = [
            models.UniqueConstraint(fields=["encounter", "author", "client_key"], name="one_response_an_author_and_key")
        ]


class MediumUse(ChartModel):
    """A medium the client took up, in order of use."""

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    medium = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()

    class Privacy:
        clinical = {"medium"}
        plain = {"id", "public_id", "chart", "encounter", "position", "taken_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "position"], name="one_medium_a_position"),
            models.UniqueConstraint(fields=["encounter", "medium"], name="a_medium_is_listed_once"),
        ]
