"""What a client has agreed to, act by act."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel, Door


class Act(models.TextChoices):
    """Something that is only done with artwork or a record when the client has said yes."""

    KEEP = "keep", _("Keep in the record")
    PHOTOGRAPH = "photograph", _("Photograph")
    SHARE_TEAM = "share_team", _("Share with the care team")
    SUPERVISE = "supervise", _("Show in supervision")

    @property
    def without(self) -> str:
        """What stays shut while the client has not said yes."""
        return str(_WITHOUT[self])


_WITHOUT = {
    Act.KEEP: _("Without it no picture is added to the record."),
    Act.PHOTOGRAPH: _("Without it no picture is taken or added."),
    Act.SHARE_TEAM: _(
        "Without it others on the care team see only the pictures they added themselves, and reports show none."
    ),
    Act.SUPERVISE: _(
        "Without it no picture is brought to a supervision meeting and nothing is shown with a claim of competence. "
        "Whoever supervises the therapist answers for the work and can open the record; every opening is recorded."
    ),
}


class Identity(models.TextChoices):
    """How the client is shown to those who see it."""

    NAMED = "named", _("By name")
    INITIALS = "initials", _("By initials")
    PSEUDONYM = "pseudonym", _("Under another name")
    ANONYMOUS = "anonymous", _("Without any name")


class Decision(ChartModel):
    """One answer to one act: yes or no, from whom, from when until when, and whether taken back.

    A new answer does not overwrite the old one; the latest in force counts.
    """

    door = Door.CLINICAL

    act = models.CharField(max_length=20, choices=Act.choices)
    agreed = models.BooleanField()
    identity = models.CharField(max_length=20, choices=Identity.choices, default=Identity.NAMED)
    given_by = models.CharField(max_length=120)
    given_as = models.CharField(max_length=60, blank=True)
    assent = models.CharField(max_length=400, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)
    witness = models.CharField(max_length=120, blank=True)  # who saw the answer given
    withdrawal_witness = models.CharField(max_length=120, blank=True)  # who saw it taken back

    class Privacy:
        identifying = {"given_by", "witness", "withdrawal_witness"}
        clinical = {"assent", "withdrawn_reason"}
        plain = {
            "id",
            "public_id",
            "chart",
            "act",
            "agreed",
            "identity",
            "given_as",
            "starts_on",
            "ends_on",
            "recorded_by",
            "recorded_at",
            "withdrawn_on",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="consent_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["chart", "act", "recorded_at"]), models.Index(fields=["ends_on"])]
