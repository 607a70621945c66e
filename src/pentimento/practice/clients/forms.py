"""The shape of what is typed about a client."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import Invalid
from pentimento.trust.consent.models import Act, Identity
from pentimento.trust.forms import Spoken, say
from pentimento.trust.people.models import Person

from . import rules
from .models import Client, Guardian, Precaution, Referral

BY_CLIENT = "client"


class Line(forms.CharField):
    """Text on one line. Control characters and marks that turn its direction go; the rest stays."""

    def to_python(self, value: Any) -> str:
        return rules.cleaned_line(str(super().to_python(value) or ""))


class Words(forms.CharField):
    """Text over several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return rules.cleaned(str(super().to_python(value) or ""))


class Day(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class Key(forms.CharField):
    """Marks one filling-in of a form: sent twice, it is one entry."""

    def __init__(self) -> None:
        super().__init__(max_length=36, required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> str:
        # A key nobody's page made is no key; it must not keep the form from being sent.
        words = str(value or "")
        return words if rules.KEY.fullmatch(words) else ""


class SpokenForm(Spoken):
    """A form that can carry an action's sentence."""

    def _check(self, name: str, rule: Any, *args: Any, **facts: Any) -> None:
        """Ask a rule, and put its sentence beside the field it is about."""
        try:
            rule(*args, **facts)
        except Invalid as error:
            self.add_error(name, say(error))

    def choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Give a field what there is to choose from here."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what was declared
        field.choices = list(choices)


class WhoFields(SpokenForm):
    """Names, birth date and ways to reach somebody."""

    given_name = Line(label=_("First or only name"), max_length=120)
    family_name = Line(label=_("Family name"), max_length=120, required=False)
    preferred_name = Line(label=_("Likes to be called"), max_length=120, required=False)
    pronouns = Line(label=_("Pronouns"), max_length=40, required=False)
    birth_date = Day(label=_("Birth date"), required=False)
    language = Line(label=_("Language"), max_length=60, required=False)
    phone = Line(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    address = Words(label=_("Address"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_birth_date(self) -> date | None:
        """Refuse beside the field what the rule would refuse anyway."""
        born: date | None = self.cleaned_data["birth_date"]
        _by_rule(rules.check_birth_date, born)
        return born


class AskedFields(SpokenForm):
    """Who asked for therapy, when and why."""

    received_on = Day(label=_("Received on"))
    source = forms.ChoiceField(
        label=_("Who asked for therapy"), choices=[("", _("Choose who asked")), *Referral.Source.choices]
    )
    source_name = Line(label=_("Their name and place of work"), max_length=160, required=False)
    reason = Words(
        label=_("Why art therapy, why now"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the words of whoever asked, where you can."),
    )
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    entry_key = Key()

    def clean_received_on(self) -> date:
        """Refuse beside the field what the rule would refuse anyway."""
        day: date = self.cleaned_data["received_on"]
        _by_rule(rules.check_day, day)
        return day

    @classmethod
    def fresh(cls, **kwargs: Any) -> Any:
        """An empty form, received today, with a key of its own."""
        return cls(initial={"received_on": timezone.localdate(), "entry_key": str(uuid4())}, **kwargs)


class ReferForm(AskedFields, WhoFields):
    """A referral on one page."""

    # As they stand on the page, so that what is to be mended is listed in that order.
    field_order = ("somebody_else", "reason", "source", "source_name", "received_on", "lead", "urgent")
    lead = forms.ChoiceField(label=_("Who leads"))
    somebody_else = forms.BooleanField(label=_("This is somebody else"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people if not person.is_trainee}
        self.choose("lead", [("", _("Choose a therapist")), *((k, p.name) for k, p in self.people.items())])
        if by.public_id in self.people:
            self.fields["lead"].initial = by.public_id

    def wanted(self) -> dict[str, Any]:
        """What the action wants to know."""
        clean = {name: value for name, value in self.cleaned_data.items() if name != "somebody_else"}
        return {**clean, "lead": self.people[clean["lead"]]}


class AgainForm(AskedFields):
    """One more referral of somebody who was here before."""


class DecideForm(SpokenForm):
    """Whether a client is taken on."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accepted", _("Take on")), ("declined", _("Do not take on"))],
        widget=forms.RadioSelect,
    )
    on = Day(label=_("Decided on"))
    reason = Line(
        label=_("Reason"), max_length=1000, required=False, help_text=_("Needed where the client is not taken on.")
    )


class DetailsForm(WhoFields):
    """Names and ways to reach somebody, as they stand."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, client: Client) -> DetailsForm:
        """The form as the details are now."""
        return cls(initial={name: getattr(client, name) for name in cls.base_fields})

    def beside(self, now: Client | None) -> list[tuple[str, Any]]:
        """What is there now, label by label, where it differs from what was typed."""
        if now is None:
            return []
        typed = self.cleaned_data if self.is_bound else {}
        return [
            (str(field.label), getattr(now, field.name) or "–")
            for field in self.visible_fields()
            if (typed.get(field.name) or None) != (getattr(now, field.name) or None)
        ]

    def renewed(self, version: int) -> None:
        """Keep what was typed, as the successor of what is there now."""
        self.data = {**dict(self.data.items()), "version": str(version)}


class PrecautionForm(SpokenForm):
    """Something to mind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Precaution.Kind.choices, widget=forms.RadioSelect)
    words = Line(label=_("In a few words"), max_length=600, help_text=_("What to mind, and what to do."))


class GuardianForm(SpokenForm):
    """Who decides with, or for, the client."""

    name = Line(label=_("Name"), max_length=160)
    relation = Line(label=_("Relation, such as mother"), max_length=80)
    phone = Line(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    may_consent = forms.BooleanField(
        label=_("May consent for the client"),
        required=False,
        help_text=_("Holds parental responsibility, or may decide by law."),
    )


class ContactForm(SpokenForm):
    """Somebody outside the service."""

    name = Line(label=_("Name"), max_length=160)
    role = Line(label=_("What they do, such as GP"), max_length=120)
    organisation = Line(label=_("Where they work"), max_length=160, required=False)
    phone = Line(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)


class JoinForm(SpokenForm):
    """A colleague to let in."""

    person = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        names = [(key, f"{person.name}, {person.get_role_display()}") for key, person in self.people.items()]
        self.choose("person", [("", _("Choose a colleague")), *names])

    def whom(self) -> Person:
        """The colleague chosen."""
        return self.people[self.cleaned_data["person"]]


class AnswerForm(SpokenForm):
    """One answer to one or several acts."""

    acts = forms.MultipleChoiceField(
        label=_("What the answer is about"), choices=Act.choices, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.ChoiceField(
        label=_("The answer"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    giver = forms.ChoiceField(label=_("Who answered"), widget=forms.RadioSelect)
    assent = Line(label=_("In the client's own words"), max_length=400, required=False)
    identity = forms.ChoiceField(label=_("How the client is shown"), choices=Identity.choices, initial=Identity.NAMED)
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Until, where there is a limit"), required=False)
    witness = Line(label=_("Witness"), max_length=120, required=False)

    def __init__(self, *args: Any, client: Client, guardians: Iterable[Guardian], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guardians = {guardian.public_id: guardian for guardian in guardians if guardian.may_consent}
        people = ((key, f"{guardian.name}, {guardian.relation}") for key, guardian in self.guardians.items())
        self.choose("giver", [(BY_CLIENT, client.name), *people])

    def clean(self) -> dict[str, Any]:
        """Say beside each day what the rule would say above the form."""
        starts_on, today = self.cleaned_data.get("starts_on"), timezone.localdate()
        if starts_on:
            self._check("starts_on", rules.check_day, starts_on, on=today)
        if self.cleaned_data.get("starts_on") and (ends_on := self.cleaned_data.get("ends_on")):
            self._check("ends_on", rules.check_period, starts_on=starts_on, ends_on=ends_on, today=today)
        return self.cleaned_data

    def wanted(self) -> dict[str, Any]:
        """What the action wants to know."""
        clean = dict(self.cleaned_data)
        giver = clean.pop("giver")
        return {**clean, "agreed": clean["agreed"] == "yes", "guardian": self.guardians.get(giver)}


class TakeBackForm(SpokenForm):
    """A yes that is taken back."""

    on = Day(label=_("Taken back on"))
    reason = Line(label=_("Why, in the words that were said"), max_length=400)
    witness = Line(label=_("Witness"), max_length=120, required=False)

    def clean_on(self) -> date:
        """Refuse beside the field what the rule would refuse anyway."""
        day: date = self.cleaned_data["on"]
        _by_rule(rules.check_day, day)
        return day


class Filters(forms.Form):
    """Which clients. Nonsense in the address filters nothing."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": rules.SEARCH_MOST}),
    )
    status = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("All")), *Client.Status.choices])


def _by_rule(check: Any, day: date | None) -> None:
    try:
        check(day, on=timezone.localdate())
    except Invalid as error:
        raise forms.ValidationError(say(error)) from error
