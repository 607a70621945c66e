"""The shape of what is typed about measures: sheets, plans, and what was done about safety."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import Invalid
from pentimento.core.scoring.instruments import Instrument
from pentimento.core.scoring.matching import Matched
from pentimento.core.scoring.questionnaire import FormItem, Kind
from pentimento.trust.forms import Spoken, Words, new_key, say

from . import rules
from .queries.words import item_words

NOT_ANSWERED = "-"


class Sheet(Spoken):
    """What every way of filling in a measure has."""

    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)


class PaperSheet(Sheet):
    """A paper form copied item by item: the number, our own short word, the weight that was ticked.

    A row nobody touched is a slip of the one who copies, so each wants an answer or "left out".
    """

    given_on = forms.DateField(
        label=_("Filled in on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def clean_given_on(self) -> date:
        """Say beside the field what the rule would say above the form."""
        given_on: date = self.cleaned_data["given_on"]
        try:
            rules.check_given_on(given_on, today=timezone.localdate())
        except Invalid as error:
            raise forms.ValidationError(say(error)) from error
        return given_on

    def __init__(self, *args: Any, known: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weights = [(str(weight), "") for weight in known.answers]
        for item in known.items:
            self.fields[f"item_{item.number}"] = forms.ChoiceField(
                label=item_words(item),
                choices=[*weights, (NOT_ANSWERED, _("left out"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose the answer on the paper, or “left out”.")},
            )
        self.known = known

    def rows(self) -> list[forms.BoundField]:
        """The items, in the order of the paper form."""
        return [self[f"item_{item.number}"] for item in self.known.items]

    def answers(self) -> list[int | None]:
        """One weight or None for each item."""
        said = [self.cleaned_data[f"item_{item.number}"] for item in self.known.items]
        return [None if words == NOT_ANSWERED else int(words) for words in said]

    @staticmethod
    def initial_of(answers: Sequence[int | None], given_on: date) -> dict[str, Any]:
        """The sheet as it was entered, to be corrected."""
        said = {f"item_{n}": NOT_ANSWERED if a is None else str(a) for n, a in enumerate(answers, start=1)}
        return {**said, "given_on": given_on, "entry_key": new_key()}


class ScreenSheet(Sheet):
    """The publisher's form, word for word and in its order. A client may leave any question out."""

    def __init__(self, *args: Any, matched: Matched, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matched = matched
        total = matched.total.link_id if matched.total else ""
        self.places = [place for place in matched.form.items if place.link_id != total]
        for number, place in enumerate(self.places):
            if place.kind is not Kind.WORDS:
                self.fields[f"q{number}"] = _question(place)

    def rows(self) -> list[tuple[FormItem, forms.BoundField | None]]:
        """Every place of the form; headings and instructions have no field."""
        return [(place, self[f"q{n}"] if f"q{n}" in self.fields else None) for n, place in enumerate(self.places)]

    def chosen(self) -> dict[str, str | None]:
        """From ``linkId`` to what was chosen or written; empty where there is none."""
        said = self.cleaned_data
        return {place.link_id: said[f"q{n}"] or None for n, place in enumerate(self.places) if f"q{n}" in self.fields}

    def besides(self) -> dict[str, str]:
        """What was asked besides the scored items."""
        said = self.chosen()
        return {place.link_id: words for place in self.matched.extra if (words := said.get(place.link_id))}


def _question(place: FormItem) -> forms.Field:
    if place.kind is Kind.OTHER:
        return Words(label=place.text, required=False, max_length=rules.EXTRA_MOST)
    choices = [(option.code, option.text) for option in place.options]
    return forms.ChoiceField(label=place.text, choices=choices, widget=forms.RadioSelect, required=False)


class PlanForm(Spoken):
    """How often a measure is to be given, and when next."""

    every_weeks = forms.IntegerField(label=_("Every … weeks"), min_value=1, max_value=rules.WEEKS_MOST)
    next_due = forms.DateField(label=_("Next on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class SafetyForm(Spoken):
    """What was done after an answer that asks for a conversation."""

    what_was_done = Words(
        label=_("What was done"),
        max_length=rules.DONE_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you asked, what the client said, what you agreed, whom you told."),
    )


class ImportForm(Spoken):
    """The official form of a measure as a file."""

    form_file = forms.FileField(
        label=_("Official form"),
        help_text=_("The publisher’s file, ending in .json, of at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
    )


def initial_for(given_on: date) -> Mapping[str, Any]:
    """An empty sheet."""
    return {"given_on": given_on, "entry_key": new_key()}
