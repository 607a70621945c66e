"""The literature library of the house, and what somebody has tied to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pentimento.trust.identifiers import new_public_id

from .personal import PersonalModel


class Reference(models.Model):
    """Something to read. ``mark`` and ``title_mark`` are what two entries for one thing have in common."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        BOOK = "book", _("Book")
        CHAPTER = "chapter", _("Chapter")
        THESIS = "thesis", _("Thesis")
        REPORT = "report", _("Report")
        PAPER = "paper", _("Conference paper")
        OTHER = "other", _("Something else")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=500)
    authors = models.JSONField(default=list)
    by = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    container = models.CharField(max_length=300, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    issue = models.CharField(max_length=40, blank=True)
    pages = models.CharField(max_length=60, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    abstract = models.TextField(blank=True)
    keywords = models.JSONField(default=list)
    key = models.CharField(max_length=120, blank=True)
    found_by = models.TextField()  # title, authors, container and keywords, folded for searching
    mark = models.CharField(max_length=64, unique=True)  # SHA-256
    title_mark = models.CharField(max_length=64)
    added_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        plain = {
            "id",
            "public_id",
            "kind",
            "title",
            "authors",
            "by",
            "year",
            "container",
            "volume",
            "issue",
            "pages",
            "publisher",
            "doi",
            "url",
            "abstract",
            "keywords",
            "key",
            "found_by",
            "mark",
            "title_mark",
            "added_by",
            "added_at",
        }

    class Meta:
        indexes = [models.Index(fields=["-added_at"]), models.Index(fields=["title_mark"])]


class Literature(PersonalModel):
    """Why somebody reads it: tied to a plan, a claim or an entry of learning, by an opaque reference."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("A plan")
        CLAIM = "claim", _("A claim")
        LEARNING = "learning", _("Learning")

    to = models.ForeignKey("portfolio.Reference", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=22, blank=True)  # whose record, for a plan
    reference = models.CharField(max_length=22)
    words = models.CharField(max_length=400, blank=True)
    tied_at = models.DateTimeField()
    untied_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        private = {"words"}
        plain = {"id", "public_id", "owner", "to", "kind", "place", "reference", "tied_at", "untied_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "to", "kind", "reference"],
                condition=Q(untied_at__isnull=True),
                name="tied_once_a_thing",
            )
        ]
