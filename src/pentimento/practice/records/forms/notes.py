"""What is typed into notes, amendments and private reflections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.practice.records.rules.notes import AMENDMENT_MOST, PROCESS_MOST, REASON_MOST, SECTION_MOST
from pentimento.trust.identifiers import LENGTH, new_public_id

LINE = 72  # characters; about a line of a text field


def password_field(help_text: Any = "") -> forms.CharField:
    """The password once more, so that an unattended screen signs nothing."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(label=_("Your password"), max_length=256, strip=False, widget=widget, help_text=help_text)


class NoteForm(forms.Form):
    """One field for each section of the template, and the version they were read at."""

    template = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Iterable[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = []
        for section in sections:
            self.keys.append(section["key"])
            text = section.get("text", "")
            rows = min(24, max(2, text.count("\n") + 1 + len(text) // LINE))
            self.fields[f"section_{section['key']}"] = forms.CharField(
                label=section["heading"],
                help_text=section.get("hint", ""),
                initial=text,
                required=False,
                max_length=SECTION_MOST,
                widget=forms.Textarea(attrs={"rows": rows, "class": "written"}),
            )

    def texts(self) -> dict[str, str]:
        """The text of each section by its key."""
        return {key: self.cleaned_data[f"section_{key}"] for key in self.keys}

    def areas(self) -> list[Any]:
        """The sections in order, for the page."""
        return [self[f"section_{key}"] for key in self.keys]


class PasswordForm(forms.Form):
    """Signing again asks who is there."""

    password = password_field()


class AmendForm(forms.Form):
    """A later layer over a sealed note."""

    words = forms.CharField(
        label=_("What is added or put right"),
        max_length=AMENDMENT_MOST,
        widget=forms.Textarea(attrs={"rows": 5, "class": "written"}),
    )
    reason = forms.CharField(label=_("Why"), max_length=REASON_MOST)
    password = password_field(_("An amendment is sealed as you write it."))
    entry_key = forms.RegexField(
        r"^[A-Za-z0-9_-]+$", min_length=LENGTH, max_length=LENGTH, widget=forms.HiddenInput, initial=new_public_id
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "amend")
        super().__init__(*args, **kwargs)


class ProcessForm(forms.Form):
    """A private reflection."""

    words = forms.CharField(
        label=_("Your reflection"),
        required=False,
        max_length=PROCESS_MOST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "written"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
