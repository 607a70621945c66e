"""What is typed into reports: the period of a new one, and the words of each sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.practice.records.rules.reports.body import SENTENCE_MOST, Body
from pentimento.trust.identifiers import LENGTH, new_public_id

TITLE_MOST = 200
STANCES = (("claim", _("Statement")), ("opinion", _("Opinion")), ("heading", _("Heading")))
KINDS = (("progress", _("Progress report")), ("ending", _("Summary at the end of therapy")))
PERIODS = {"quarter": _("The last three months"), "since": _("Since the last report"), "episode": _("All of therapy")}


class NewReportForm(forms.Form):
    """Which report, over which period."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial="progress", widget=forms.RadioSelect)
    period = forms.ChoiceField(label=_("Period"), widget=forms.RadioSelect, initial="quarter")
    period_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    period_to = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    entry_key = forms.RegexField(
        r"^[A-Za-z0-9_-]+$", min_length=LENGTH, max_length=LENGTH, widget=forms.HiddenInput, initial=new_public_id
    )

    def __init__(self, *args: Any, periods: Mapping[str, tuple[date, date]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = periods
        offered = [(key, PERIODS[key]) for key in periods]
        self.fields["period"].choices = [*offered, ("other", _("Other days"))]  # type: ignore[attr-defined]
        for name in ("period_from", "period_to"):
            self.fields[name].required = not self.is_bound or self.data.get("period") == "other"
            self.fields[name].error_messages["required"] = _("Give the first and the last day.")

    def clean(self) -> dict[str, Any]:
        """The two days, from the chosen period or as typed."""
        kept: dict[str, Any] = super().clean() or {}
        if (chosen := str(kept.get("period", ""))) in self.periods:
            kept["period_from"], kept["period_to"] = self.periods[chosen]
        return kept


class WritingForm(forms.Form):
    """The head of a report: title, address, figures; and the version it was read at."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_MOST)
    addressed_to = forms.CharField(label=_("For whom"), max_length=TITLE_MOST, required=False)
    thread = forms.BooleanField(label=_("Show the period in one view"), required=False)
    works = forms.MultipleChoiceField(
        label=_("Pictures of works"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They go in while the client's consent to keep and photograph works is in force."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, works: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["works"].choices = works  # type: ignore[attr-defined]


def typed_body(sent: Any, kept: Body) -> Body:
    """The kept body with the words and stances that were typed. What was not sent stays as it was.

    Which sentences there are, their order and their evidence are not the form's to say.
    """
    return [part | {"sentences": [_typed(one, sent) for one in part["sentences"]]} for part in kept]


def _typed(one: dict[str, Any], sent: Any) -> dict[str, Any]:
    text, stance = sent.get(f"text-{one['id']}"), sent.get(f"stance-{one['id']}")
    return one | {
        "text": one["text"] if text is None else text[: SENTENCE_MOST + 1],
        "stance": one["stance"] if stance is None else stance,
    }


def pairs(values: list[str]) -> list[tuple[str, str]]:
    """Evidence as the list of ticks sends it: ``kind:id``."""
    split = (value.partition(":") for value in values)
    return [(kind, public_id) for kind, _colon, public_id in split if public_id]
