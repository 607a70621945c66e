"""One stretch of work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.identifiers import new_public_id


class Kind(models.TextChoices):
    """What kind of work. Which tasks each belongs to is a table of the ledger."""

    SESSION = "session", _("Session")
    GROUP_SESSION = "group_session", _("Group session")
    PREPARATION = "preparation", _("Getting a session ready")
    NOTE = "note", _("Note")
    REPORT = "report", _("Report")
    PLAN = "plan", _("Plan with a client")
    PROGRAMME = "programme", _("Programme for a group or place")
    MEASURE = "measure", _("Measure")
    PICTURE = "picture", _("Photographing works")
    LOOKING = "looking", _("Looking at works")
    INTAKE = "intake", _("Referral and intake")
    CONFERENCE = "conference", _("Meeting about clients")
    FINDINGS = "findings", _("Passing on findings")
    SUPERVISION_GIVEN = "supervision_given", _("Supervising")
    COSIGN = "cosign", _("Reading and co-signing")
    SUPPLIES = "supplies", _("Supplies")
    EFFECTIVENESS = "effectiveness", _("Looking at what works")
    LITERATURE = "literature", _("Reading research")
    WORKSHOP = "workshop", _("Talk or workshop")
    TEACHING = "teaching", _("Teaching techniques")
    EXHIBITION = "exhibition", _("Exhibition")
    OUTING = "outing", _("Outing")
    SUPERVISION_HAD = "supervision_had", _("Own supervision")
    TRAVEL = "travel", _("Travel")
    OFFICE = "office", _("Office work")
    OTHER = "other", _("Something else")


class Mode(models.TextChoices):
    """With what help."""

    ALONE = "alone", _("Without AI")
    HELPED = "helped", _("AI helped")
    REVIEWED = "reviewed", _("AI did it, I reviewed it")


class Basis(models.TextChoices):
    """How the minutes are known."""

    COUNTED = "counted", _("From the record")
    USUAL = "usual", _("A usual length, because nobody took the time")
    SAID = "said", _("Logged")


class Activity(models.Model):
    """Minutes of one person on one day. Personal: its person sees it, the head of service sees sums.

    ``beside`` belongs to what was logged by hand: the minutes of that kind and day, counted from the record,
    that its person knew of when they said that theirs come on top. Where more is counted, it waits for them.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ALONE)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    reference_kind = models.CharField(max_length=20, blank=True)
    reference_id = models.CharField(max_length=36, blank=True)
    beside = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "person",
            "kind",
            "on",
            "minutes",
            "mode",
            "basis",
            "reference_kind",
            "reference_id",
            "beside",
            "recorded_at",
            "withdrawn_at",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="work_lasts_up_to_a_day"),
            models.UniqueConstraint(
                fields=["person", "kind", "reference_kind", "reference_id"],
                condition=~Q(reference_id=""),
                name="one_stretch_of_work_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["person", "on"]), models.Index(fields=["on", "kind"])]
