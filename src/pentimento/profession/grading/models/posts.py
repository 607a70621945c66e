"""Posts, who holds them, and what they are described to be."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .scope import PostModel


class Post(PostModel):
    """A job that somebody has or could have. Nothing about clients is ever written here."""

    post_path = "pk"

    title = models.CharField(max_length=120)
    team = models.CharField(max_length=120, blank=True)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_for = models.TextField(blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "title",
            "team",
            "reports_to",
            "version",
            "created_by",
            "created_at",
            "ended_on",
            "ended_for",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")), name="post_answers_to_another"
            )
        ]


class Holding(PostModel):
    """Who holds a post, from when until when."""

    post = models.ForeignKey("grading.Post", models.PROTECT, related_name="+")
    person = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        plain = {"id", "public_id", "post", "person", "since", "until"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(until__isnull=True), name="held_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_left_after_it_was_taken"
            ),
        ]


class Description(PostModel):
    """The job description, in numbered versions. A later one lies over the earlier; neither changes."""

    post = models.ForeignKey("grading.Post", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    agreed_on = models.DateField()
    written_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        plain = {"id", "public_id", "post", "number", "words", "agreed_on", "written_by", "written_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="one_description_a_number")]

    @property
    def paragraphs(self) -> list[str]:
        """The description in its paragraphs, which evidence names by number from 1."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]
