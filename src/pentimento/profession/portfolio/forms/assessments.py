"""Where somebody stands on the statements of one domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.profession.portfolio.rules.assessments import WORDS_MOST
from pentimento.trust.forms import Spoken, Words

OWN = (
    ("not_yet", _("Not yet")),
    ("supported", _("With support")),
    ("alone", _("On my own")),
    ("guiding", _("Guiding others")),
)
OTHER = (
    ("not_yet", _("Not yet")),
    ("supported", _("With support")),
    ("alone", _("On their own")),
    ("guiding", _("Guiding others")),
)


class StandForm(Spoken):
    """Four ways of standing to each statement, and a few words; each may be left out."""

    def __init__(self, *args: Any, rows: Sequence[Any], is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows_of = [row for row in rows if is_own or row.own]
        for row in self.rows_of:
            kept = row.own if is_own else row.other
            key = row.item.public_id
            self.fields[f"stand_{key}"] = forms.ChoiceField(
                label=row.item.title or row.item.code,
                choices=OWN if is_own else OTHER,
                required=False,
                initial=kept.standing if kept else None,
                widget=forms.RadioSelect,
            )
            self.fields[f"words_{key}"] = Words(
                label=_("In a few words"),
                max_length=WORDS_MOST,
                required=False,
                initial=kept.words if kept else "",
                widget=forms.TextInput(),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each statement with its two fields."""
        return [
            {"row": row, "stand": self[f"stand_{row.item.public_id}"], "words": self[f"words_{row.item.public_id}"]}
            for row in self.rows_of
        ]

    def said(self) -> dict[Any, tuple[str, str]]:
        """The statements for which something was chosen."""
        found = {}
        for row in self.rows_of:
            standing = self.cleaned_data[f"stand_{row.item.public_id}"]
            if standing:
                found[row.item] = (standing, self.cleaned_data[f"words_{row.item.public_id}"])
        return found
