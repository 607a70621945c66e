"""Official releases of the occupational database, side by side. Nothing here is about any client or colleague."""

from __future__ import annotations

from django.db import models

from pentimento.trust.identifiers import new_public_id


class Release(models.Model):
    """One official release as it was imported: its files, what their columns are, and the words for its numbers."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    version = models.CharField(max_length=8, unique=True)
    form = models.CharField(max_length=40)
    files = models.JSONField()
    columns = models.JSONField()
    elements = models.JSONField()
    scales = models.JSONField()
    categories = models.JSONField()
    row_count = models.PositiveIntegerField()
    occupation_count = models.PositiveIntegerField()
    task_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")

    class Privacy:
        plain = {
            "id",
            "public_id",
            "version",
            "form",
            "files",
            "columns",
            "elements",
            "scales",
            "categories",
            "row_count",
            "occupation_count",
            "task_count",
            "digest",
            "imported_at",
            "imported_by",
        }


class Arrival(models.Model):
    """A release that was sent by upload: how far it has been read, and what came of it."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=8, blank=True)
    size = models.PositiveBigIntegerField()
    tables = models.PositiveIntegerField()
    read = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    release = models.CharField(max_length=8, blank=True)
    sent_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        plain = {
            "id",
            "public_id",
            "name",
            "version",
            "size",
            "tables",
            "read",
            "words",
            "release",
            "sent_by",
            "sent_at",
            "heard_at",
            "ended_at",
        }


class Occupation(models.Model):
    """An occupation of one release."""

    release = models.ForeignKey("occupations.Release", models.CASCADE, related_name="+")
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=250)
    description = models.TextField(blank=True)

    class Privacy:
        plain = {"id", "release", "code", "title", "description"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="one_occupation_a_code")]


class Title(models.Model):
    """Another name under which people of an occupation work."""

    release = models.ForeignKey("occupations.Release", models.CASCADE, related_name="+")
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=250)
    short = models.CharField(max_length=250, blank=True)
    reported = models.BooleanField(default=False)

    class Privacy:
        plain = {"id", "release", "code", "title", "short", "reported"}

    class Meta:
        indexes = [models.Index(fields=["release", "code"])]


class Task(models.Model):
    """The official sentence of one task, and the fingerprint by which figures of others find it."""

    release = models.ForeignKey("occupations.Release", models.CASCADE, related_name="+")
    code = models.CharField(max_length=10)
    task_id = models.CharField(max_length=12)
    statement = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    date = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64)

    class Privacy:
        plain = {"id", "release", "code", "task_id", "statement", "kind", "date", "source", "fingerprint"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "task_id"], name="one_task_a_number")]
        indexes = [models.Index(fields=["release", "code"]), models.Index(fields=["fingerprint"])]


class Sheaf(models.Model):
    """All rows of one table about one occupation: a release has a million rows, and a page wants thirty."""

    release = models.ForeignKey("occupations.Release", models.CASCADE, related_name="+")
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=60)
    rows = models.PositiveIntegerField()
    packed = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Privacy:
        plain = {"id", "release", "code", "kind", "rows", "packed", "digest"}

    class Meta:
        verbose_name_plural = "sheaves"
        constraints = [models.UniqueConstraint(fields=["release", "code", "kind"], name="one_sheaf_a_table")]
