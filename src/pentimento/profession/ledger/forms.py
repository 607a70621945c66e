"""The shape of what is typed into the ledger."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.core.exposure.sheets import LARGEST
from pentimento.trust.activity.models import Kind, Mode
from pentimento.trust.forms import Spoken, Words
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import clinicians
from pentimento.trust.people.roles import Role

from . import rules
from .models import Policy, Table, Trial

SHORT = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180)


class Day(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _kinds() -> list[tuple[str, Any]]:
    """What no record shows comes first; what counts itself last, for work done elsewhere."""
    return sorted(Kind.choices, key=lambda choice: choice[0] in COUNT_THEMSELVES)


COUNT_THEMSELVES = {
    *("session", "group_session", "note", "report", "plan", "measure", "picture", "intake", "cosign"),
    *("supervision_given", "supervision_had", "supplies"),
}


class WorkForm(Spoken):
    """Two taps: what it was, and how long. The rest has an answer already."""

    kind = forms.ChoiceField(
        label=_("What you did"), choices=_kinds, widget=forms.RadioSelect,
        help_text=_("What counts itself stands last: log it only where no record here shows it."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=rules.LONGEST)
    on = Day(label=_("Day"))
    mode = forms.ChoiceField(
        label=_("With what help"), choices=Mode.choices, initial=Mode.ALONE, widget=forms.RadioSelect
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)
    beside = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000, required=False, initial=0)

    def said(self) -> dict[str, Any]:
        """The entry, with the minutes of the record that its writer knows of."""
        return {**self.cleaned_data, "beside": self.cleaned_data["beside"] or 0}


class SettleForm(Spoken):
    """How many minutes of an entry come on top of what the record counts."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=rules.LONGEST)


class SupplyForm(Spoken):
    """Something the studio needs."""

    what = Words(label=_("What is needed"), max_length=120)
    amount = Words(label=_("How much"), max_length=60, required=False)
    why = Words(label=_("What for"), max_length=300, required=False, help_text=_("Without the name of a client."))
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)


class BoughtForm(Spoken):
    """How long buying it took, where one knows."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=rules.LONGEST, required=False)


class TrialForm(Spoken):
    """How AI did on one piece of work."""

    on = Day(label=_("Tried on"))
    usual_minutes = forms.IntegerField(
        label=_("Minutes it usually takes"), min_value=1, max_value=rules.LONGEST, help_text=_("Without AI.")
    )
    minutes = forms.IntegerField(
        label=_("Minutes it took"), min_value=0, max_value=rules.LONGEST, help_text=_("Reading and mending included.")
    )
    mode = forms.ChoiceField(label=_("How AI was used"), choices=Trial.Mode.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("What became of it"), choices=Trial.Result.choices, widget=forms.RadioSelect)
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)


class PolicyForm(Spoken):
    """What AI may do of one task, why, until when, and who answers for it."""

    stance = forms.ChoiceField(label=_("What AI may do"), choices=Policy.Stance.choices, widget=forms.RadioSelect)
    reason = Words(
        label=_("Why"), max_length=rules.REASON_MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What speaks for it, and what would change your mind. No client's name or story."),
    )  # fmt: skip
    review_on = Day(label=_("Looked at again on"))
    answers: Any = forms.ModelChoiceField(
        label=_("Who answers for it"), queryset=None, to_field_name="public_id", empty_label=None
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answers"]
        field.queryset = clinicians().filter(role__in=rules.ANSWERING)
        field.label_from_instance = lambda person: person.name
        if writer.role != Role.HEAD:  # the others would be refused: they are not offered
            field.choices = [(writer.public_id, writer.name)]


class TableForm(Spoken):
    """Labels or usage as a file, and where it comes from."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=Table.Kind.choices, widget=forms.RadioSelect)
    table = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or tab text with a header, at most 8 MB; rows by task id or by the task's wording."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/tab-separated-values"}),
    )
    title = Words(label=_("Name"), max_length=120)
    source = Words(label=_("Published by, and where"), max_length=300)
    released = Words(label=_("Release or date"), max_length=40)
    licence = Words(label=_("Licence"), max_length=120)

    def content(self) -> bytes:
        """The file's bytes, one more than is allowed at most."""
        sent = self.cleaned_data["table"]
        read: bytes = sent.read(LARGEST + 1)
        return read
