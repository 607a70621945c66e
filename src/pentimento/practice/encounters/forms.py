"""The shape of what is typed into the calendar, the session room and the groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import Invalid
from pentimento.trust.forms import Spoken, Words, say
from pentimento.trust.people.models import Person

from . import rules
from .models import Appointment


class TimeForm(Spoken):
    """A day, a time, how long and where."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=rules.SHORTEST, max_value=rules.LONGEST, initial=50)
    place = Words(label=_("Place"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """Say beside the day what the rule would say above the form."""
        clean = self.cleaned_data
        if {"day", "time", "minutes"} <= clean.keys():
            try:
                rules.check_time(starts_at=self.starts_at(), minutes=clean["minutes"], at=timezone.now())
            except (Invalid, OverflowError) as error:
                self.add_error("day", say(error) if isinstance(error, Invalid) else _("Check the date."))
        return clean

    def starts_at(self) -> datetime:
        """The moment it begins, where the practice is."""
        begins = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(begins)

    def times(self) -> dict[str, Any]:
        """What an action wants to know of it."""
        clean = self.cleaned_data
        return {"starts_at": self.starts_at(), "minutes": clean["minutes"], "place": clean["place"]}


class BookForm(TimeForm):
    """A time for one client with one of the care team."""

    therapist = forms.ChoiceField(label=_("Therapist"))
    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)

    field_order = ("therapist", "day", "time", "minutes", "place")

    def __init__(self, *args: Any, team: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {person.public_id: person for person in team}
        field = self.fields["therapist"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what was declared above
        field.choices = [(key, person.name) for key, person in self.team.items()]

    def with_whom(self) -> Person:
        """Whom the session is with."""
        return self.team[self.cleaned_data["therapist"]]


class MoveForm(BookForm):
    """Where a booked time goes."""

    entry_key = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, appointment: Appointment, *, team: Iterable[Person]) -> MoveForm:
        """The form as the appointment stands."""
        begins = timezone.localtime(appointment.starts_at)
        people = list(team)
        if appointment.therapist not in people:
            people.append(appointment.therapist)
        initial = {
            "therapist": appointment.therapist.public_id,
            "day": begins.date(),
            "time": begins.time(),
            "minutes": appointment.minutes,
            "place": appointment.place,
            "version": appointment.version,
        }
        return cls(team=people, initial=initial)

    def renewed(self, version: int) -> None:
        """Keep what was typed, as the successor of what is there now."""
        self.data = {**self.data.dict(), "version": str(version)} if isinstance(self.data, QueryDict) else self.data


class MeetingForm(TimeForm):
    """A time for a whole group."""

    entry_key = forms.CharField(widget=forms.HiddenInput, max_length=36)


class OpenForm(forms.Form):
    """What the client is invited to do."""

    directive = Words(
        label=_("Directive"),
        max_length=rules.DIRECTIVE_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What you invite the client to do. You can also write it in the room."),
    )


class DirectiveForm(OpenForm):
    """The directive of an open session."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EntryForm(forms.Form):
    """One entry of one pad, as it is typed. How much, and when, the rules say."""

    pad = forms.CharField(max_length=20)
    text = Words(required=False, strip=False)
    client_key = forms.CharField(max_length=36, required=False)
    version = forms.IntegerField(min_value=0, max_value=1_000_000)
    stamped_at = forms.DateTimeField(required=False)
    finish = forms.CharField(max_length=1, required=False)


class GroupForm(Spoken):
    """A group's name."""

    name = Words(
        label=_("Name of the group"),
        max_length=120,
        help_text=_("It stands in every member's record: leave out people's names. “Tuesday studio” is a good one."),
    )


class CalendarFilters(forms.Form):
    """Which part of the calendar. Nonsense in the address shows today."""

    SPANS = (("day", _("Day")), ("week", _("Week")))

    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    span = forms.ChoiceField(label=_("Show"), choices=SPANS, required=False)
    therapist = forms.ChoiceField(label=_("Therapist"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (
                "",
                _("All"),
            ),
            *Appointment.Status.choices,
        ],
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["therapist"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what was declared above
        field.choices = [("", _("Everybody")), *((person.public_id, person.name) for person in people)]
        self.today = today

    def asked(self) -> tuple[date, str, str, str]:
        """Day, span, therapist and state, each with what stands for it when it is missing or wrong."""
        self.is_valid()
        clean = self.cleaned_data
        day = clean.get("day") or self.today
        if not 2000 <= day.year <= 2200:
            day = self.today
        return day, clean.get("span") or "day", clean.get("therapist") or "", clean.get("state") or ""
