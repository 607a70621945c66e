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
