"""Artworks, their makers, pictures, measurements and custody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access.models import ChartModel


class Series(ChartModel):
    """Works the client or therapist sees as belonging together."""

    name = models.CharField(max_length=160)

    class Privacy:
        clinical = {"name"}
        plain = {"id", "public_id", "chart"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chart", "name"], name="one_series_a_name")]


class Artwork(ChartModel):
    """A work: the thing that was made. Its pictures and its story hang from it."""

    class Custody(models.TextChoices):
        HELD = "held", _("Kept here")
        WITH_CLIENT = "with_client", _("With the client")
        RETURNED = "returned", _("Returned")
        DISPOSED = "disposed", _("Disposed of")

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    titled_by_client = models.BooleanField(default=True)
    made_on = models.DateField()
    media = models.CharField(max_length=300, blank=True)
    width_mm = models.PositiveIntegerField(null=True, blank=True)
    height_mm = models.PositiveIntegerField(null=True, blank=True)
    depth_mm = models.PositiveIntegerField(null=True, blank=True)
    directive = models.TextField(max_length=2000, blank=True)
    series = models.ForeignKey("artworks.Series", models.PROTECT, null=True, blank=True, related_name="+")
    custody = models.CharField(max_length=12, choices=Custody.choices, default=Custody.HELD)
    place = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    # Put there by queries, so that a wall costs as many statements as one work.
    front: Photograph | None = None
    parts: tuple[str, ...] = ()
    turn: int = 1  # which of the works of its day it is, counted from 1 in the order they came
    of_day: int = 1

    class Privacy:
        clinical = {"title", "media", "directive", "titled_by_client"}
        plain = {
            "id",
            "public_id",
            "chart",
            "encounter",
            "made_on",
            "width_mm",
            "height_mm",
            "depth_mm",
            "series",
            "custody",
            "place",
            "added_by",
            "added_at",
            "retracted_at",
            "version",
        }

    class Meta:
        indexes = [models.Index(fields=["chart", "-made_on", "-id"])]

    @property
    def called(self) -> str:
        """Its title; for a work without one only what tells it from the others of its day, never an invented name."""
        if self.title or self.of_day < 2:
            return self.title or gettext("Untitled")
        return gettext("Untitled, %(turn)d of %(all)d") % {"turn": self.turn, "all": self.of_day}

    @property
    def size(self) -> str:
        """Width, height and depth as people say them: ``29.7 × 42 cm``; empty where unknown."""
        sides = [f"{side / 10:g}" for side in (self.width_mm, self.height_mm, self.depth_mm) if side]
        return f"{' × '.join(sides)} cm" if sides else ""


class Maker(ChartModel):
    """Who made it. The client, or somebody who worked alongside; never another client's name."""

    class Part(models.TextChoices):
        CLIENT = "client", _("The client")
        THERAPIST = "therapist", _("The therapist")
        GROUP = "group", _("Others in the group")
        FAMILY = "family", _("Family")

    artwork = models.ForeignKey("artworks.Artwork", models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)

    class Privacy:
        clinical = {"part"}
        plain = {"id", "public_id", "chart", "artwork"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["artwork", "part"], name="one_maker_a_part")]


class Photograph(ChartModel):
    """A picture of a work. The original bytes stay as they came; everything shown is derived from them."""

    class View(models.TextChoices):
        FRONT = "front", _("Front")
        BACK = "back", _("Back")
        DETAIL = "detail", _("Detail")
        PROCESS = "process", _("In the making")

    artwork = models.ForeignKey("artworks.Artwork", models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=View.choices, default=View.FRONT)
    original = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")
    thumb = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")
    screen = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")
    large = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")
    measuring = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    rotation = models.PositiveSmallIntegerField(default=0)
    original_name = models.CharField(max_length=255, blank=True)
    upload_key = models.CharField(max_length=64)
    added_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    # Put there by queries: the addresses and sizes it is shown in, smallest first; in words for the viewer.
    shown: tuple[dict[str, Any], ...] = ()
    levels: str = ""

    class Privacy:
        identifying = {"original_name"}
        plain = {
            "id",
            "public_id",
            "chart",
            "artwork",
            "view",
            "original",
            "thumb",
            "screen",
            "large",
            "measuring",
            "width",
            "height",
            "rotation",
            "upload_key",
            "added_by",
            "added_at",
            "version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chart", "upload_key"], name="one_photograph_an_upload"),
            models.CheckConstraint(condition=Q(rotation__in=[0, 90, 180, 270]), name="photograph_turns_by_quarters"),
        ]


class MeasurementRun(ChartModel):
    """The formal elements of one picture as one set of methods measured them."""

    photograph = models.ForeignKey("artworks.Photograph", models.PROTECT, related_name="+")
    rotation = models.PositiveSmallIntegerField(default=0)
    methods = models.CharField(max_length=64)
    results = models.JSONField()
    measured_at = models.DateTimeField()
    measured_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")

    class Privacy:
        clinical = {"results"}
        plain = {
            "id",
            "public_id",
            "chart",
            "photograph",
            "rotation",
            "methods",
            "measured_at",
            "measured_by",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photograph", "rotation", "methods"], name="one_run_a_method_set")
        ]


class Drawing(ChartModel):
    """A sheet drawn on in a session. Its log only grows; finished, it becomes a work. Where the log stands is kept
    beside it, so that what is added can be checked without reading it all again.
    """

    encounter = models.ForeignKey("encounters.Encounter", models.PROTECT, related_name="+")
    begun_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    length = models.PositiveIntegerField(default=0)  # bytes
    width = models.PositiveIntegerField(default=0)  # px; 0 before there is a sheet
    height = models.PositiveIntegerField(default=0)
    clock = models.PositiveIntegerField(default=0)  # ms of the last event
    is_down = models.BooleanField(default=False)
    samples = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    artwork = models.OneToOneField("artworks.Artwork", models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        clinical = {"width", "height", "clock", "is_down", "samples", "events"}
        plain = {"id", "public_id", "chart", "encounter", "begun_by", "begun_at", "length", "finished_at", "artwork"}


class DrawingPiece(ChartModel):
    """A part of a drawing's log, encrypted like every file; together, in order, they are the log."""

    drawing = models.ForeignKey("artworks.Drawing", models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()  # bytes
    size = models.PositiveIntegerField()
    blob = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")

    class Privacy:
        plain = {"id", "public_id", "chart", "drawing", "start", "size", "blob"}

    class Meta:
        ordering = ("start",)
        constraints = [models.UniqueConstraint(fields=["drawing", "start"], name="one_piece_a_place")]


class Disposition(ChartModel):
    """What becomes of a work when therapy ends: keep, return or dispose. Opened undecided."""

    class Choice(models.TextChoices):
        KEEP = "keep", _("Keep")
        RETURN = "return", _("Return")
        DISPOSE = "dispose", _("Dispose")

    artwork = models.OneToOneField("artworks.Artwork", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    words = models.CharField(max_length=600, blank=True)
    decided_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        clinical = {"choice", "words"}
        plain = {"id", "public_id", "chart", "artwork", "opened_at", "decided_by", "decided_at"}
