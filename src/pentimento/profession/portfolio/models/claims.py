"""Claims: what somebody says they can do, what shows it, and who has vouched for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.people.models import Person

from .personal import PersonalModel


class ClaimState(models.TextChoices):
    """Where a claim is on its way."""

    DRAFT = "draft", _("Being written")
    WAITING = "waiting", _("With the supervisor")
    RETURNED = "returned", _("Sent back with a comment")
    VERIFIED = "verified", _("Verified")
    REOPENED = "reopened", _("Reopened")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Claim(PersonalModel):
    """One person's claim to one statement in one wording. Signing it off locks it."""

    item = models.ForeignKey("portfolio.Item", models.PROTECT, related_name="+")
    item_revision = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ClaimState.choices, default=ClaimState.DRAFT)
    verifier = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    entry_key = models.CharField(max_length=36)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Privacy:
        private = {"words"}
        plain = {
            "id",
            "public_id",
            "owner",
            "item",
            "item_revision",
            "state",
            "verifier",
            "version",
            "entry_key",
            "begun_at",
            "changed_at",
            "sent_at",
            "verified_at",
            "expires_on",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "entry_key"], name="one_claim_an_entry"),
            models.UniqueConstraint(
                fields=["owner", "item"], condition=~Q(state="withdrawn"), name="one_live_claim_a_statement"
            ),
        ]
        indexes = [models.Index(fields=["verifier", "state"])]

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """The named supervisor sees a claim from when it is sent."""
        return Q(owner=viewer) | (Q(verifier=viewer) & Q(sent_at__isnull=False))

    @property
    def is_locked(self) -> bool:
        return self.state == ClaimState.VERIFIED


class OfClaim(PersonalModel):
    """A row that hangs on a claim and is open to whoever the claim is open to."""

    claim = models.ForeignKey("portfolio.Claim", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        default_manager_name = "_unscoped"

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """The same people as the claim."""
        return Q(claim__in=Claim.scoped(viewer))


class Evidence(OfClaim):
    """Something that shows it: an opaque reference into the record, or words about something outside it.

    ``kind`` and ``reference`` mean nothing here; the web edge asks the access door what they are.
    """

    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=22, blank=True)  # whose record, as opaque as the reference
    reference = models.CharField(max_length=22, blank=True)
    words = models.TextField(blank=True)
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        private = {"words"}
        plain = {
            "id",
            "public_id",
            "owner",
            "claim",
            "kind",
            "place",
            "reference",
            "linked_at",
            "unlinked_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "kind", "reference"],
                condition=Q(unlinked_at__isnull=True) & ~Q(reference=""),
                name="linked_once_a_claim",
            )
        ]


class Remark(OfClaim):
    """What the owner or the supervisor says about a claim while it is talked about."""

    by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Privacy:
        private = {"words"}
        plain = {"id", "public_id", "owner", "claim", "by", "at"}


class Step(OfClaim):
    """Something that happened to a claim: sent, returned, verified, reopened, withdrawn. Never changed."""

    class What(models.TextChoices):
        BEGUN = "begun", _("Begun")
        SENT = "sent", _("Sent to the supervisor")
        RETURNED = "returned", _("Sent back")
        VERIFIED = "verified", _("Verified and sealed")
        REOPENED = "reopened", _("Reopened")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    what = models.CharField(max_length=20, choices=What.choices)
    by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Privacy:
        private = {"why"}
        plain = {"id", "public_id", "owner", "claim", "what", "by", "at"}


class SignOff(OfClaim):
    """The bytes a supervisor signed, their SHA-256 and the signature over them. Never changes."""

    content = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    key_id = models.CharField(max_length=16)
    signed_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Privacy:
        private = {"content"}
        plain = {
            "id",
            "public_id",
            "owner",
            "claim",
            "digest",
            "signature",
            "key_id",
            "signed_by",
            "signed_at",
        }
