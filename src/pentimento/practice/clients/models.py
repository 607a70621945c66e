"""Clients and what belongs to taking them in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel, Door


class Client(ChartModel):
    """Somebody who comes, or is to come, for art therapy."""

    door = Door.PRACTICAL

    class Status(models.TextChoices):
        REFERRED = "referred", _("Referred")
        IN_CARE = "in_care", _("In care")
        DISCHARGED = "discharged", _("Therapy ended")
        DECLINED = "declined", _("Not taken on")

    chart = models.OneToOneField("trust.Chart", models.PROTECT, related_name="+")
    number = models.CharField(max_length=12, unique=True)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    preferred_name = models.CharField(max_length=120, blank=True)
    sort_name = models.CharField(max_length=260)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(max_length=400, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.REFERRED)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        identifying = {
            "given_name",
            "family_name",
            "preferred_name",
            "sort_name",
            "pronouns",
            "birth_date",
            "language",
            "phone",
            "email",
            "address",
        }
        plain = {"id", "public_id", "chart", "number", "status", "version"}

    class Meta:
        indexes = [
            models.Index(fields=["sort_name", "id"]),
            # None on status: on SQLite it lured the planner away from the few charts of a care team.
            models.Index(fields=["birth_date"]),
        ]

    @property
    def name(self) -> str:
        """The name as the client wants it."""
        first = self.preferred_name or self.given_name
        return f"{first} {self.family_name}".strip()


class SearchWord(ChartModel):
    """One word by which a client is found: parts of names and the record number, folded."""

    door = Door.PRACTICAL

    word = models.CharField(max_length=120)

    class Privacy:
        identifying = {"word"}
        plain = {"id", "public_id", "chart"}

    class Meta:
        # PostgreSQL serves a prefix from this index whatever the collation; SQLite ignores the classes.
        indexes = [
            models.Index(fields=["word", "chart"], name="word_of_chart", opclasses=["varchar_pattern_ops", "int8_ops"]),
            models.Index(fields=["chart", "word"], name="chart_of_word", opclasses=["int8_ops", "varchar_pattern_ops"]),
        ]


class Referral(ChartModel):
    """Who asked for therapy, when and why, and what was decided."""

    class Source(models.TextChoices):
        SELF = "self", _("The client")
        FAMILY = "family", _("Family or carer")
        GP = "gp", _("GP")
        MENTAL_HEALTH = "mental_health", _("Mental health team")
        SCHOOL = "school", _("School or college")
        HOSPITAL = "hospital", _("Hospital or hospice")
        SOCIAL_CARE = "social_care", _("Social care")
        CHARITY = "charity", _("Charity")
        OTHER = "other", _("Somebody else")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting for a decision")
        ACCEPTED = "accepted", _("Taken on")
        DECLINED = "declined", _("Not taken on")

    received_on = models.DateField()
    source = models.CharField(max_length=20, choices=Source.choices)
    source_name = models.CharField(max_length=160, blank=True)
    reason = models.TextField(max_length=4000)
    urgent = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    taken_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=36, null=True, blank=True)  # noqa: DJ001 - none is not the same key twice

    class Privacy:
        identifying = {"source_name"}
        clinical = {"reason", "decision_reason"}
        plain = {
            "id",
            "public_id",
            "chart",
            "received_on",
            "source",
            "urgent",
            "outcome",
            "decided_on",
            "taken_by",
            "entry_key",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taken_by", "entry_key"], name="one_referral_a_filling_in"),
        ]


class Precaution(ChartModel):
    """Something to mind in every session."""

    class Kind(models.TextChoices):
        ALLERGY = "allergy", _("Allergy")
        SHARPS = "sharps", _("Sharps")
        LABELS = "labels", _("Cannot follow labels")
        RISK = "risk", _("Risk")
        OTHER = "other", _("Other")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.CharField(max_length=600)
    noted_on = models.DateField()
    noted_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        clinical = {"kind", "words"}
        plain = {"id", "public_id", "chart", "noted_on", "noted_by", "ended_on"}


class Guardian(ChartModel):
    """A parent or other person who decides with, or for, the client."""

    door = Door.PRACTICAL

    name = models.CharField(max_length=160)
    relation = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    may_consent = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        identifying = {"name", "relation", "phone", "email"}
        plain = {"id", "public_id", "chart", "may_consent", "ended_on"}


class Contact(ChartModel):
    """Somebody outside the service who helps care for the client: a GP, a teacher, a key worker."""

    name = models.CharField(max_length=160)
    role = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        identifying = {"name", "role", "organisation", "phone", "email"}
        plain = {"id", "public_id", "chart", "ended_on"}


class Episode(ChartModel):
    """One stretch of therapy, from acceptance to ending."""

    referral = models.ForeignKey("clients.Referral", models.PROTECT, related_name="+")
    lead = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=40, blank=True)

    class Privacy:
        clinical = {"ending"}
        plain = {"id", "public_id", "chart", "referral", "lead", "opened_on", "closed_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chart"], condition=Q(closed_on__isnull=True), name="one_open_episode_a_chart"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="episode_closes_after_it_opens",
            ),
        ]
