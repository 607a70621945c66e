"""What is typed into a plan, a rating and the aims of a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.words import cleaned
from pentimento.trust.identifiers import LENGTH, new_public_id

STEPS = (
    ("step_2", 2, _("+2: much more than expected")),
    ("step_1", 1, _("+1: more than expected")),
    ("step_0", 0, _("0: what you expect together")),
    ("step_m1", -1, _("−1: less than expected")),
    ("step_m2", -2, _("−2: where it may stay, or much less")),
)


class Day(forms.DateInput):
    """A day by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PartForm(forms.Form):
    """What every part of a plan carries: the version it was read at, and a key so that it is added once."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    entry_key = forms.RegexField(
        r"^[A-Za-z0-9_-]+$", min_length=LENGTH, max_length=LENGTH, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "part_%s")
        super().__init__(*args, **kwargs)
        if not self.is_bound and "version" not in self.initial:
            self.initial["entry_key"] = new_public_id()
        first = next(field for name, field in self.fields.items() if name not in {"version", "entry_key"})
        first.widget.attrs["autofocus"] = True

    def parts(self) -> dict[str, Any]:
        """The fields of the part itself, ready for an action."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "entry_key"}}
        return {name: cleaned(value) if isinstance(value, str) else value for name, value in kept.items()}


def _words(
    label: Any, help_text: Any = "", *, most: int = 600, rows: int = 2, required: bool = True
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "written"})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=area, required=required)


class NeedForm(PartForm):
    """What the client needs help with."""

    words = _words(_("Need"), _("What referral and first sessions show: what the client needs help with."))


class GoalForm(PartForm):
    """A goal with its scale."""

    words = _words(_("Goal, in the client's words"), _("Where the client wants to get to, as they would say it."))
    measured_by = _words(_("How we will notice"), _("What can be seen or counted."), required=False)
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=10,
        initial=1,
        help_text=_("From 1 to 10: how much this goal matters beside the others."),
    )
    step_2 = forms.CharField(label=STEPS[0][2], max_length=300, required=False)
    step_1 = forms.CharField(label=STEPS[1][2], max_length=300, required=False)
    step_0 = forms.CharField(label=STEPS[2][2], max_length=300, required=False)
    step_m1 = forms.CharField(label=STEPS[3][2], max_length=300, required=False)
    step_m2 = forms.CharField(label=STEPS[4][2], max_length=300, required=False)

    def scale(self) -> list[Any]:
        """The five step fields, from +2 down."""
        return [self[name] for name, _level, _label in STEPS]

    def parts(self) -> dict[str, Any]:
        kept = super().parts()
        levels = [kept.pop(name) for name, _level, _label in reversed(STEPS)]
        return kept | {"levels": levels if any(levels) else []}


class ObjectiveForm(PartForm):
    """A step that can be seen to be done."""

    words = _words(_("Objective"), _("A step towards the goal that can be seen to be done."))
    by_when = forms.DateField(label=_("By when"), required=False, widget=Day)


class InterventionForm(PartForm):
    """What is offered."""

    words = _words(_("What you offer"), _("How you will work towards the objective."))
    materials = forms.CharField(  # a form's own ``media`` is something else
        label=_("Media"), max_length=300, required=False, help_text=_("For instance: clay, large paper, chalk.")
    )

    def parts(self) -> dict[str, Any]:
        kept = super().parts()
        return {"words": kept["words"], "media": kept["materials"]}


PART_FORMS: dict[str, type[PartForm]] = {
    "need": NeedForm,
    "goal": GoalForm,
    "objective": ObjectiveForm,
    "intervention": InterventionForm,
}


def form_of(kind: str, part: Any) -> PartForm:
    """A form filled with a part as it is."""
    shared = ("words", "measured_by", "weight", "by_when", "version")
    initial = {name: getattr(part, name) for name in shared if hasattr(part, name)}
    initial["materials"] = getattr(part, "media", "")
    for (name, _level, _label), words in zip(reversed(STEPS), getattr(part, "levels", ()), strict=False):
        initial[name] = words
    return PART_FORMS[kind](initial=initial)


class AgreeForm(forms.Form):
    """When, and with whom, a plan was agreed."""

    on = forms.DateField(label=_("Agreed on"), widget=Day)
    agreed_with = forms.CharField(
        label=_("Agreed with"), max_length=160, help_text=_("The client, and whoever decides with them.")
    )
    review_on = forms.DateField(label=_("Look at it again on"), required=False, widget=Day)


class RatingForm(forms.Form):
    """Where a goal stands, in the words of its own steps."""

    level = forms.TypedChoiceField(label=_("Where does this goal stand?"), coerce=int, widget=forms.RadioSelect)
    by_client = forms.BooleanField(label=_("The client chose the step"), required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, steps: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = list(steps)  # type: ignore[attr-defined]


class AimsForm(forms.Form):
    """Objectives a session works on."""

    objectives = forms.MultipleChoiceField(
        label=_("Objectives of this session"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objectives"].choices = list(choices)  # type: ignore[attr-defined]
