"""What is typed about the library."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pentimento.profession.portfolio.rules.library import decoded
from pentimento.profession.portfolio.rules.library.entry import MOST_CHARACTERS
from pentimento.trust.forms import Spoken


class FileForm(Spoken):
    """A file of references, or the same as text."""

    file = forms.FileField(label=_("File"), required=False, help_text=_("BibTeX, RIS, or one DOI on a line."))
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def words(self) -> str:
        """The text of whichever was given; the file goes before what was pasted."""
        sent: UploadedFile | None = self.cleaned_data.get("file")
        if sent is None:
            return str(self.cleaned_data.get("text", ""))
        return decoded(sent.read(MOST_CHARACTERS + 1))


class TieForm(Spoken):
    """What something is read for: the kind and the thing in one choice."""

    to = forms.ChoiceField(label=_("Read for"))
    words = forms.CharField(label=_("What you take from it"), max_length=400, required=False)

    def __init__(self, *args: object, choices: list[tuple[str, str]], **fields: object) -> None:
        super().__init__(*args, **fields)  # type: ignore[arg-type]
        self.fields["to"] = forms.ChoiceField(label=_("Read for"), choices=choices)
