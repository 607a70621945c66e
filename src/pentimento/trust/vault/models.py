"""What the vault holds, a row for each stored file of a chart."""

from __future__ import annotations

from django.db import models

from pentimento.trust.access.models import ChartModel
from pentimento.trust.keys import Subkey


class MediaType(models.TextChoices):
    """The kinds a file is served as. Decided by us after opening it, never taken from the uploader."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    HEIF = "image/heif"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    JSON = "application/json"
    TEXT = "text/plain"
    BYTES = "application/octet-stream"


class Blob(ChartModel):
    """One encrypted file in the vault. The row is written after the file is safe on the disk."""

    address = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, choices=MediaType.choices)
    subkey = models.CharField(max_length=20, choices=[(key.value, key.value) for key in Subkey])
    created_at = models.DateTimeField()

    class Privacy:
        clinical = {"sha256"}
        plain = {"id", "public_id", "chart", "address", "size", "media_type", "subkey", "created_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chart", "address"], name="one_blob_a_chart_and_address")]
        indexes = [models.Index(fields=["address"])]


class Incoming(ChartModel):
    """A file on its way in, piece by piece; cut anywhere, it goes on where it stopped. Gone after ``ends_at``."""

    under = models.CharField(max_length=22)  # public id of what it comes under, such as a loan
    name = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField()  # bytes that were announced
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        identifying = {"name"}
        plain = {"id", "public_id", "chart", "under", "size", "received", "begun_at", "ends_at", "done_at"}

    class Meta:
        indexes = [models.Index(fields=["under"]), models.Index(fields=["ends_at"])]

    @property
    def is_whole(self) -> bool:
        """Whether every byte has come."""
        return self.received == self.size


class IncomingPiece(ChartModel):
    """A part of a file on its way in, locked like every file; together, in order, they are the file so far."""

    incoming = models.ForeignKey("trust.Incoming", models.PROTECT, related_name="+")
    start = models.PositiveBigIntegerField()  # bytes
    size = models.PositiveIntegerField()
    blob = models.ForeignKey("trust.Blob", models.PROTECT, related_name="+")

    class Privacy:
        plain = {"id", "public_id", "chart", "incoming", "start", "size", "blob"}

    class Meta:
        ordering = ("start",)
        constraints = [models.UniqueConstraint(fields=["incoming", "start"], name="one_incoming_piece_a_place")]
