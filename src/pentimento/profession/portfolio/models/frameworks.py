"""Competency frameworks: versions, levels, statements, what each rests on, and how they are tied together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pentimento.trust.identifiers import new_public_id


class Framework(models.Model):
    """A framework, whatever its version. ``identifier`` is the UUID it carries in the outside world."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    identifier = models.CharField(max_length=36, unique=True)
    title = models.CharField(max_length=300)
    creator = models.CharField(max_length=300, blank=True)

    class Privacy:
        plain = {"id", "public_id", "identifier", "title", "creator"}


class Version(models.Model):
    """One edition of a framework, kept beside the others. Exactly what was brought in is named by ``digest``."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    framework = models.ForeignKey("portfolio.Framework", models.PROTECT, related_name="versions")
    name = models.CharField(max_length=60)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=500, blank=True)
    dated = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    came_as = models.CharField(max_length=20)
    beside = models.JSONField(default=dict)  # what the file says besides: kept, so that it leaves again as it came
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "framework",
            "name",
            "about",
            "language",
            "licence",
            "origin",
            "dated",
            "digest",
            "came_as",
            "beside",
            "taken_in_at",
            "taken_in_by",
            "retired_at",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "name"], name="a_version_of_a_framework_once")]


class Level(models.Model):
    """A step of one version, named as that framework names it. ``place`` 1 comes first."""

    version = models.ForeignKey("portfolio.Version", models.PROTECT, related_name="levels")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)

    class Privacy:
        plain = {"id", "version", "place", "key", "name", "about"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="a_place_of_a_level_once"),
            models.UniqueConstraint(fields=["version", "key"], name="a_level_of_a_version_once"),
        ]


class Item(models.Model):
    """A statement, or a heading that statements stand under. The words are those of its newest revision."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    version = models.ForeignKey("portfolio.Version", models.PROTECT, related_name="items")
    identifier = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=120, blank=True)
    is_heading = models.BooleanField(default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    level = models.ForeignKey("portfolio.Level", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300, blank=True)
    statement = models.TextField()
    notes = models.TextField(blank=True)
    keywords = models.JSONField(default=list)
    beside = models.JSONField(default=dict)
    revision = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Privacy:
        plain = {
            "id",
            "public_id",
            "version",
            "identifier",
            "place",
            "kind",
            "is_heading",
            "parent",
            "level",
            "code",
            "title",
            "statement",
            "notes",
            "keywords",
            "beside",
            "revision",
            "changed_at",
        }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "identifier"], name="an_item_of_a_version_once")]
        indexes = [models.Index(fields=["version", "place"])]


class Source(models.Model):
    """What a statement rests on: a task of the occupation, a published figure, a standard, a publication."""

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        FIGURE = "figure", _("Published figure")
        STANDARD = "standard", _("Standard")
        PUBLICATION = "publication", _("Publication")
        LAW = "law", _("Law")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey("portfolio.Item", models.PROTECT, related_name="sources")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=120, blank=True)  # a task's id, or the key of the source in its framework
    title = models.TextField()
    locator = models.TextField(blank=True)  # which part of it
    address = models.CharField(max_length=500, blank=True)
    published = models.CharField(max_length=60, blank=True)
    since_revision = models.PositiveSmallIntegerField(default=1)
    until_revision = models.PositiveSmallIntegerField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "item",
            "place",
            "kind",
            "code",
            "title",
            "locator",
            "address",
            "published",
            "since_revision",
            "until_revision",
        }

    class Meta:
        indexes = [models.Index(fields=["item", "place"]), models.Index(fields=["kind", "code"])]


class Tie(models.Model):
    """How two statements are related, besides one standing under the other. ``kind`` is CASE's own word."""

    version = models.ForeignKey("portfolio.Version", models.PROTECT, related_name="ties")
    identifier = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    origin = models.ForeignKey("portfolio.Item", models.PROTECT, null=True, related_name="+")
    destination = models.ForeignKey("portfolio.Item", models.PROTECT, null=True, related_name="+")
    beside = models.JSONField(default=dict)  # the ends that lie outside this framework, as they came

    class Privacy:
        plain = {"id", "version", "identifier", "place", "kind", "origin", "destination", "beside"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "identifier"], name="a_tie_of_a_version_once")]
