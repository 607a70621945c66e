"""What is typed about supervision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pentimento.profession.portfolio.models import Meeting
from pentimento.profession.portfolio.rules.credentials import group_rules
from pentimento.profession.portfolio.rules.supervision import LONGEST, SHORTEST, WORDS_MOST
from pentimento.trust.forms import Spoken, new_key
from pentimento.trust.people.models import Person

from .speaking import day_field

AREA = {"rows": 3, "class": "written"}


def people_field(label: Any, people: Iterable[Person], **fields: Any) -> forms.MultipleChoiceField:
    """Colleagues to choose from, by public id."""
    choices = [(one.public_id, one.name) for one in people]
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **fields)


class MeetingForm(Spoken):
    """When, how long, where, and with whom."""

    supervisor = forms.ChoiceField(label=_("Supervisor"))
    people = forms.MultipleChoiceField(label=_("Who is supervised"))
    day = day_field(_("Day"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST)
    way = forms.ChoiceField(label=_("How"), choices=Meeting.Way.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    follows = forms.ChoiceField(label=_("Rule about the size of a group"), required=False)
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)

    def __init__(self, *args: Any, supervisors: list[Person], people: list[Person], **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["supervisor"] = forms.ChoiceField(
            label=_("Supervisor"), choices=[(one.public_id, one.name) for one in supervisors]
        )
        self.fields["people"] = people_field(_("Who is supervised"), people)
        rules = [("", _("None"))] + [(rule.key, rule.label) for rule in group_rules()]
        self.fields["follows"] = forms.ChoiceField(
            label=_("Rule about the size of a group"), choices=rules, required=False
        )
        self.everybody = {one.public_id: one for one in [*supervisors, *people]}

    def starts_at(self) -> datetime:
        """The moment at which it begins, on the clock of this place."""
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["day"], said["time"]))

    def supervisor_chosen(self) -> Person:
        """Who supervises."""
        return self.everybody[self.cleaned_data["supervisor"]]

    def people_chosen(self) -> list[Person]:
        """Who is supervised."""
        return [self.everybody[one] for one in self.cleaned_data["people"]]


class WordsForm(Spoken):
    """A few words, at the version they were read at."""

    words = forms.CharField(label=_("In a few words"), max_length=WORDS_MOST, widget=forms.Textarea(attrs=AREA))
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class TopicForm(Spoken):
    """Something to talk about that is not in any record."""

    words = forms.CharField(
        label=_("Bring a topic"),
        help_text=_("Without the name of a client. What is in a record is brought from there."),
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={**AREA, "rows": 2}),
    )


class BringForm(Spoken):
    """Why something of a record is brought."""

    words = forms.CharField(
        label=_("What you want to talk about"),
        help_text=_("Without the client's name: your supervisor opens the record from here."),
        max_length=WORDS_MOST,
        required=False,
        widget=forms.Textarea(attrs=AREA),
    )


class DecisionsForm(Spoken):
    """What was decided."""

    words = forms.CharField(
        label=_("Decided"),
        max_length=WORDS_MOST,
        required=False,
        widget=forms.Textarea(attrs={**AREA, "rows": 4}),
        help_text=_("For both of you to read again. Names of clients stay in their records."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AgreeForm(Spoken):
    """Who does what by when."""

    words = forms.CharField(label=_("What"), max_length=400)
    owner = forms.ChoiceField(label=_("Who"))
    by_when = day_field(_("By"), required=False)

    def __init__(self, *args: Any, people: list[Person], **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["owner"] = forms.ChoiceField(label=_("Who"), choices=[(one.public_id, one.name) for one in people])
        self.everybody = {one.public_id: one for one in people}


class ConfirmForm(Spoken):
    """Who came and how long it took."""

    people = forms.MultipleChoiceField(label=_("Who was there"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST)

    def __init__(self, *args: Any, people: list[Person], **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["people"] = people_field(_("Who was there"), people)
        self.order_fields(["people", "minutes"])
        self.everybody = {one.public_id: one for one in people}


def first_meeting(supervisors: list[Person], people: list[Person]) -> dict[str, Any]:
    """What a new form starts with: next hour today, one to one where there is only one person."""
    soon = timezone.localtime().replace(minute=0)
    return {
        "supervisor": supervisors[0].public_id if supervisors else "",
        "people": [people[0].public_id] if len(people) == 1 else [],
        "day": soon.date(),
        "time": soon.time(),
        "minutes": 60,
        "way": "room",
        "entry_key": new_key(),
    }
