"""What is typed at the end of therapy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.practice.records.rules.endings import ENDING_MOST, WORDS_MOST
from pentimento.practice.records.rules.wording import signed

ENDINGS = (
    ("planned", _("Planned, agreed together")),
    ("client", _("The client ended it")),
    ("moved", _("Moved to another service")),
    ("lost", _("The client stopped coming")),
    ("service", _("The service ended it")),
    ("died", _("The client died")),
)


class GoalReviewForm(forms.Form):
    """Where one goal stands at the end, and what was said about it."""

    level = forms.TypedChoiceField(
        label=_("Where it stands now"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What we say about it"),
        required=False,
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )

    def __init__(self, *args: Any, steps: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not steps:  # a goal without a scale has no step to stand on, only words
            del self.fields["level"]
            self.fields["words"].required = True
            return
        named = [(level, f"{signed(level)} {words}".strip()) for level, words in steps]
        self.fields["level"].choices = named  # type: ignore[attr-defined]


class CompleteForm(forms.Form):
    """How therapy ended."""

    ending = forms.ChoiceField(label=_("How therapy ends"), choices=ENDINGS, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=ENDING_MOST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "written"}),
    )
