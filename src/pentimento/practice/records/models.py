"""Plans, notes, reports and endings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel, Door
from pentimento.trust.identifiers import new_public_id


class Plan(ChartModel):
    """A treatment plan. Once agreed it stays as it was agreed; a change is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        SUPERSEDED = "superseded", _("Replaced by a newer version")

    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_with = models.CharField(max_length=160, blank=True)
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        identifying = {"agreed_with"}
        plain = {
            "id",
            "public_id",
            "chart",
            "number",
            "status",
            "author",
            "drafted_at",
            "agreed_on",
            "review_on",
            "version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chart", "number"], name="one_plan_a_version"),
            models.UniqueConstraint(fields=["chart"], condition=Q(status="agreed"), name="one_agreed_plan_a_chart"),
            models.UniqueConstraint(fields=["chart"], condition=Q(status="draft"), name="one_draft_plan_a_chart"),
        ]


class Need(ChartModel):
    """What the client needs help with, as referral and assessment show it. ``lineage`` lasts across versions."""

    plan = models.ForeignKey("records.Plan", models.PROTECT, related_name="+")
    lineage = models.CharField(max_length=22, default=new_public_id)
    words = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"words"}
        plain = {"id", "public_id", "chart", "plan", "lineage", "position", "version"}


class Goal(ChartModel):
    """Where the client wants to get to, in their words, with five steps that make it measurable.

    ``lineage`` stays the same from one version of the plan to the next. ``levels`` holds the words
    for -2, -1, 0, +1 and +2 in that order; an empty one has not been agreed.
    """

    plan = models.ForeignKey("records.Plan", models.PROTECT, related_name="+")
    need = models.ForeignKey("records.Need", models.PROTECT, related_name="+")
    lineage = models.CharField(max_length=22, default=new_public_id)
    words = models.CharField(max_length=600)
    measured_by = models.CharField(max_length=600, blank=True)
    levels = models.JSONField(default=list)
    weight = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"words", "measured_by", "levels", "weight"}
        plain = {"id", "public_id", "chart", "plan", "need", "lineage", "position", "version"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "lineage"], name="a_goal_once_a_plan"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=10), name="goal_weight_1_to_10"),
        ]
        indexes = [models.Index(fields=["lineage"])]


class Objective(ChartModel):
    """A step towards a goal that can be seen to be done. ``lineage`` lasts across plan versions."""

    goal = models.ForeignKey("records.Goal", models.PROTECT, related_name="+")
    lineage = models.CharField(max_length=22, default=new_public_id)
    words = models.CharField(max_length=600)
    by_when = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"words"}
        plain = {"id", "public_id", "chart", "goal", "lineage", "by_when", "position", "version"}


class Intervention(ChartModel):
    """What the therapist offers towards an objective, and with which media."""

    objective = models.ForeignKey("records.Objective", models.PROTECT, related_name="+")
    lineage = models.CharField(max_length=22, default=new_public_id)
    words = models.CharField(max_length=600)
    media = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"words", "media"}
        plain = {"id", "public_id", "chart", "objective", "lineage", "position", "version"}


class GoalRating(ChartModel):
    """Where a goal stood in one session, -2 to +2, against the words of the plan then in force.

    Rating the same goal again in the same session adds a row that names the one it replaces.
    """

    goal = models.ForeignKey("records.Goal", models.PROTECT, related_name="+")
    lineage = models.CharField(max_length=22)
    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, null=True, blank=True, related_name="+")
    level = models.SmallIntegerField()
    rated_on = models.DateField()
    rated_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()
    by_client = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_current = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"level", "by_client"}
        plain = {
            "id",
            "public_id",
            "chart",
            "goal",
            "lineage",
            "encounter",
            "rated_on",
            "rated_by",
            "rated_at",
            "replaces",
            "is_current",
            "version",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=-2, level__lte=2), name="goal_level_is_minus_2_to_2"),
            models.UniqueConstraint(
                fields=["lineage", "encounter"],
                condition=Q(encounter__isnull=False, is_current=True),
                name="one_rating_a_goal_and_session",
            ),
        ]
        indexes = [models.Index(fields=["chart", "rated_on"])]


class Note(ChartModel):
    """What happened in one session. Signing seals it; later truth goes in an Amendment.

    ``sections`` is a list of {key, heading, text}; ``rests_on`` a list of {kind, id, words, digest}.
    """

    encounter = models.OneToOneField("encounters.Encounter", models.PROTECT, related_name="+")
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    sections = models.JSONField(default=list)
    rests_on = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    needs_cosign = models.BooleanField(default=False)

    class Privacy:
        clinical = {"sections", "rests_on"}
        plain = {
            "id",
            "public_id",
            "chart",
            "encounter",
            "author",
            "template",
            "drafted_at",
            "changed_at",
            "version",
            "signed_at",
            "signed_by",
            "needs_cosign",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="note_signed_by_somebody_at_some_time",
            )
        ]
        indexes = [models.Index(fields=["author", "signed_at"]), models.Index(fields=["chart", "-drafted_at"])]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Amendment(ChartModel):
    """A later layer over a signed note. Sealed as it is written."""

    note = models.ForeignKey("records.Note", models.PROTECT, related_name="+")
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    words = models.TextField(max_length=8000)
    reason = models.CharField(max_length=400)
    amended_at = models.DateTimeField()
    needs_cosign = models.BooleanField(default=False)

    class Privacy:
        clinical = {"words", "reason"}
        plain = {"id", "public_id", "chart", "note", "author", "amended_at", "needs_cosign"}


class ProcessNote(ChartModel):
    """The therapist's private reflection on a session: under its own key, never part of the record."""

    door = Door.PRIVATE

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        private = {"sealed_words"}
        plain = {"id", "public_id", "chart", "encounter", "author", "changed_at", "version"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "author"], name="one_process_note_an_author")]


class Report(ChartModel):
    """A report whose sentences each show what they rest on.

    ``body`` is a list of sections {key, heading, sentences: [{id, text, stance, evidence: [{kind, id,
    words, digest, label}], check?}]}; ``check`` asks the author to look again at what a reworded sentence
    rests on. ``includes`` says which figures and pictures go in.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("Progress report")
        ENDING = "ending", _("Summary at the end of therapy")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    addressed_to = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    body = models.JSONField(default=list)
    includes = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        clinical = {"title", "body", "includes"}
        identifying = {"addressed_to"}
        plain = {
            "id",
            "public_id",
            "chart",
            "kind",
            "author",
            "period_from",
            "period_to",
            "drafted_at",
            "changed_at",
            "version",
            "signed_at",
            "signed_by",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="report_period_runs_forward"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="report_signed_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["chart", "-drafted_at"])]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Discharge(ChartModel):
    """The ending of one episode: goals reviewed, artwork decided about, summary written."""

    episode = models.OneToOneField("clients.Episode", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    ending = models.CharField(max_length=40, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    summary = models.OneToOneField("records.Report", models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        clinical = {"ending", "words"}
        plain = {
            "id",
            "public_id",
            "chart",
            "episode",
            "begun_at",
            "begun_by",
            "summary",
            "completed_at",
            "version",
        }


class GoalReview(ChartModel):
    """What became of one goal, looked at together when therapy ends."""

    discharge = models.ForeignKey("records.Discharge", models.PROTECT, related_name="+")
    goal = models.ForeignKey("records.Goal", models.PROTECT, related_name="+")
    level = models.SmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)

    class Privacy:
        clinical = {"level", "words"}
        plain = {"id", "public_id", "chart", "discharge", "goal"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discharge", "goal"], name="one_review_a_goal"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=-2, level__lte=2), name="review_level_is_minus_2_to_2"
            ),
        ]
