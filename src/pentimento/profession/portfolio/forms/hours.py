"""What is typed about credentials, learning and certificates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.profession.portfolio.models import Learning
from pentimento.profession.portfolio.rules.credentials import credentials, names_held
from pentimento.trust.forms import Spoken

from .speaking import day_field


def routes() -> list[tuple[str, str]]:
    """Every credential on every route, as one choice."""
    return [
        (f"{one.key}/{route}", f"{one.name}, {label}" + (f" ({one.place})" if one.place else ""))
        for one in credentials()
        for route, label in one.routes().items()
    ]


class PursuitForm(Spoken):
    """Which credential, on which route, and the day of the degree."""

    towards = forms.ChoiceField(label=_("Work towards"))
    degree_on = day_field(_("Day of the degree"), required=False, help_text=_("Where the rules count from it."))

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["towards"] = forms.ChoiceField(label=_("Work towards"), choices=routes())


class HoldingForm(Spoken):
    """A credential that is held."""

    name = forms.ChoiceField(label=_("Credential"))
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    since = day_field(_("Since"))
    until = day_field(_("Until"), required=False)
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"] = forms.ChoiceField(
            label=_("Credential"), choices=[(name, name) for name in sorted(names_held())]
        )


class LearningForm(Spoken):
    """One entry of the log."""

    title = forms.CharField(label=_("What"), max_length=200)
    on = day_field(_("Day"))
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=0.1,
        max_value=1000,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Learning.Kind.choices)
    topic = forms.ChoiceField(label=_("Topic"), choices=Learning.Topic.choices)
    changed = forms.CharField(
        label=_("What it changed in your work"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "written"}),
        help_text=_("An audit of your learning asks for this. Without the name of a client."),
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        """The fields as the log keeps them, hours in minutes."""
        told = {name: self.cleaned_data[name] for name in ("title", "on", "kind", "topic", "changed")}
        return {**told, "minutes": round(self.cleaned_data["hours"] * 60)}


class SealForm(Spoken):
    """The password once more, so that an unattended screen seals nothing."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)
