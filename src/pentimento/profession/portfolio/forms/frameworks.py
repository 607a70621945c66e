"""A framework as a file, looked at before it is taken in."""

from __future__ import annotations

import base64
import zlib

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import Invalid
from pentimento.core.reference.frameworks.framework import LARGEST
from pentimento.trust.forms import Spoken


class FileForm(Spoken):
    """The file, and a title where the file has none."""

    file = forms.FileField(
        label=_("Framework"),
        help_text=_("A CASE 1.1 package (.json) or Rich Skill Descriptors (.csv), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Only for a CSV file that names no collection.")
    )


class PackedForm(Spoken):
    """The same file once more, packed into the page on which it was looked at."""

    packed = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    title = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)

    def content(self) -> bytes:
        """The bytes of the file."""
        return unpacked(self.cleaned_data["packed"])


def packed(content: bytes) -> str:
    """A file as text that fits into a page."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(words: str) -> bytes:
    """The file again; refuses what was not packed here."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(words, validate=True), LARGEST + 1)
    except (ValueError, zlib.error):
        raise Invalid("This form did not come from Pentimento. Choose the file again; nothing was changed.") from None
    return content
