"""A correction as it is suggested and answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.profession.portfolio.rules.corrections import WHY_MOST, WORDS_MOST
from pentimento.trust.forms import Spoken, Words

from .typed import area

KINDS = (
    ("task", _("Task")),
    ("figure", _("Published figure")),
    ("standard", _("Standard")),
    ("publication", _("Publication")),
    ("law", _("Law")),
)


class CorrectionForm(Spoken):
    """What should stand there instead, and why."""

    why = Words(
        label=_("Why"),
        max_length=WHY_MOST,
        widget=area(3),
        help_text=_("A source, something you saw, a rule that changed. No names of clients."),
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)

    def proposed(self) -> dict[str, Any]:
        """What is suggested, by name."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"why", "entry_key"}}


class WordingForm(CorrectionForm):
    """Another wording."""

    statement = Words(label=_("Better wording"), max_length=WORDS_MOST, widget=area(4))
    field_order = ("statement", "why")


class CodeForm(CorrectionForm):
    """Another code."""

    code = Words(label=_("Right code"), max_length=120)
    field_order = ("code", "why")


class LevelForm(CorrectionForm):
    """Another level."""

    level = forms.ChoiceField(label=_("Right level"), widget=forms.RadioSelect)
    field_order = ("level", "why")

    def __init__(self, *args: Any, levels: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = forms.ChoiceField(
            label=_("Right level"), choices=[(one.key, one.name) for one in levels], widget=forms.RadioSelect
        )


class SourceForm(CorrectionForm):
    """A source that is wrong, or one that is missing."""

    remove = forms.BooleanField(label=_("It does not belong here at all"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    title = Words(label=_("Source"), max_length=500, required=False)
    locator = Words(label=_("Where in it"), max_length=500, required=False)
    code = Words(label=_("Task id"), max_length=120, required=False, help_text=_("For a task of the occupation."))
    address = Words(label=_("Address"), max_length=500, required=False)
    published = Words(label=_("Published"), max_length=60, required=False)
    field_order = ("kind", "title", "locator", "code", "address", "published", "remove", "why")

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["remove"]


class AnswerForm(Spoken):
    """Taken up or not, and why."""

    decision = forms.ChoiceField(
        label=_("Answer"),
        choices=(("accept", _("Take it up")), ("decline", _("Leave it as it is"))),
        widget=forms.RadioSelect,
    )
    instead = Words(
        label=_("In these words"),
        max_length=WORDS_MOST,
        required=False,
        widget=area(3),
        help_text=_("Only if you take it up in other words than suggested."),
    )
    words = Words(
        label=_("Reason"), max_length=WHY_MOST, widget=area(3), help_text=_("Whoever suggested it reads this.")
    )
