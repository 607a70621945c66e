"""The shape of what is typed about posts, panels, levels and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pentimento.core.jobeval.scheme import Factor, Profile, Rules, Scheme
from pentimento.trust.forms import Spoken, Words
from pentimento.trust.people.models import Person

from . import rules
from .queries.ledger import Figure
from .queries.schemes import Shelved

RESULTS = (
    ("profile match", _("Profile match: every level is one of the profile's")),
    ("band match", _("Band match: some levels differ, within the rules")),
    ("local evaluation", _("No match: evaluated locally")),
)
SIDES = (
    ("management", _("For the service")),
    ("staff", _("For the staff")),
    ("outside", _("From outside")),
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(**attributes: Any) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attributes})


class PostForm(Spoken):
    """A post: what it is called, where, whom it answers to, who holds it, and what it is there to do."""

    title = Words(label=_("Title of the post"), max_length=rules.TITLE_MOST)
    team = Words(label=_("Team or place"), max_length=rules.TITLE_MOST, required=False)
    reports_to = forms.ChoiceField(label=_("Answers to"), required=False)
    holders = forms.MultipleChoiceField(
        label=_("Held by"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Who holds it today.")
    )
    words = Words(
        label=_("Job description"),
        max_length=rules.DESCRIPTION_MOST,
        widget=_area(14),
        help_text=_("A paragraph for each duty. The panel cites them by number. Nothing about clients belongs here."),
    )
    agreed_on = forms.DateField(label=_("Agreed on"), widget=_day())

    def __init__(self, *args: Any, posts: Iterable[Any], people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {post.public_id: post for post in posts}
        self.people = {person.public_id: person for person in people}
        self._choices("reports_to", [("", _("nobody here")), *((k, p.title) for k, p in self.posts.items())])
        self._choices("holders", [(k, person.name) for k, person in self.people.items()])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices

    def said(self) -> dict[str, Any]:
        """What was typed, with rows in place of ids."""
        typed = dict(self.cleaned_data)
        typed["reports_to"] = self.posts.get(typed["reports_to"])
        typed["holders"] = [self.people[key] for key in typed["holders"]]
        return typed


class ChangeForm(Spoken):
    """A post's name and place."""

    title = Words(label=_("Title of the post"), max_length=rules.TITLE_MOST)
    team = Words(label=_("Team or place"), max_length=rules.TITLE_MOST, required=False)
    reports_to = forms.ChoiceField(label=_("Answers to"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, posts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {post.public_id: post for post in posts}
        field = self.fields["reports_to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("nobody here")), *((k, p.title) for k, p in self.posts.items())]

    def said(self) -> dict[str, Any]:
        """What was typed, with a row in place of an id."""
        return {**self.cleaned_data, "reports_to": self.posts.get(self.cleaned_data["reports_to"])}


class DescriptionForm(Spoken):
    """Another version of a job description, laid over the one before."""

    words = Words(label=_("Job description"), max_length=rules.DESCRIPTION_MOST, widget=_area(16))
    agreed_on = forms.DateField(label=_("Agreed on"), widget=_day())
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class HolderForm(Spoken):
    """Somebody begins to hold a post."""

    person = forms.ChoiceField(label=_("Who"))
    since = forms.DateField(label=_("From"), widget=_day())

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(key, person.name) for key, person in self.people.items()]


class EndForm(Spoken):
    """A post is no more."""

    on = forms.DateField(label=_("Last day"), widget=_day())
    reason = Words(label=_("Why it ends"), max_length=rules.WORDS_MOST, widget=_area(2))


class SetAsideForm(Spoken):
    """A grading that should not have been opened."""

    reason = Words(
        label=_("Why it is set aside"),
        max_length=rules.WORDS_MOST,
        widget=_area(2),
        help_text=_("It stays readable with this reason. Nothing is deleted."),
    )


class OpenForm(Spoken):
    """A panel: the profile it matches against."""

    profile = forms.ChoiceField(label=_("Matched against"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, schemes: Iterable[Shelved], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {f"{s.mark}/{p.key}": (s, p) for s in schemes for p in s.scheme.profiles}
        field = self.fields["profile"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(key, _profile_words(profile)) for key, (_shelved, profile) in self.found.items()]

    def said(self) -> tuple[Shelved, Profile]:
        """The scheme and the profile."""
        return self.found[self.cleaned_data["profile"]]


def _profile_words(profile: Profile) -> str:
    band = gettext("band %(band)s") % {"band": profile.printed_band} if profile.printed_band else ""
    return f"{profile.title}, {band}" if band else profile.title


class SeatForm(Spoken):
    """Somebody for the panel: a colleague, or anybody else by name."""

    person = forms.ChoiceField(label=_("Colleague"), required=False)
    name = Words(label=_("Or somebody else, by name"), max_length=rules.TITLE_MOST, required=False)
    side = forms.ChoiceField(label=_("Speaks"), choices=SIDES)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("nobody of these")), *((k, person.name) for k, person in self.people.items())]

    def said(self) -> dict[str, Any]:
        """A person, or a name."""
        return {**self.cleaned_data, "person": self.people.get(self.cleaned_data["person"])}


class LevelForm(Spoken):
    """The level of one factor, as one holds it or as the panel agreed on it."""

    levels = Words(label=_("Level"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    reason = Words(label=_("Why"), max_length=rules.WORDS_MOST, widget=_area(3), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    theirs: Any = None  # what is kept now, where somebody changed it meanwhile

    def __init__(self, *args: Any, factor: Factor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = factor.levels[0].name, factor.levels[-1].name
        self.fields["levels"].help_text = _(
            "%(first)s to %(last)s. Write 3 or 3(a); in two minds, write 2, 4: both are counted, nothing between. "
            "Letters are kept as you write them: check them in the handbook, only the level counts."
        ) % {"first": first, "last": last}

    def take_note(self, kept: Any) -> None:
        """Show what somebody else kept meanwhile beside what was typed; sent again, that is laid over it knowingly."""
        self.theirs = kept
        seen = {self.add_initial_prefix(name): getattr(kept, name) for name in ("levels", "reason")}
        self.data = {**dict(self.data.items()), **seen, self.add_prefix("version"): str(kept.version)}


class LineForm(LevelForm):
    """One row of a sheet that is filled in as a whole. Left as it was, it says nothing."""

    def __init__(self, *args: Any, factor: Factor, **kwargs: Any) -> None:
        super().__init__(*args, factor=factor, prefix=f"f{factor.number}", **kwargs)
        self.factor = factor
        for name in ("levels", "reason"):
            self.fields[name].required, self.fields[name].show_hidden_initial = False, True
        ends = {"first": factor.levels[0].name, "last": factor.levels[-1].name}
        self.fields["levels"].label, self.fields["levels"].help_text = _("Level, %(first)s to %(last)s") % ends, ""
        self.fields["reason"].widget.attrs["rows"] = 1

    @property
    def is_touched(self) -> bool:
        """Whether a level or a reason was typed here."""
        return bool({"levels", "reason"} & set(self.changed_data))


class EvidenceForm(Spoken):
    """Words a level rests on."""

    kind = forms.ChoiceField(
        label=_("From"), choices=(("description", _("Job description")), ("told", _("Told to the panel")))
    )
    words = Words(
        label=_("In these words"),
        max_length=rules.WORDS_MOST,
        widget=_area(3),
        help_text=_("Copied from the job description as they stand there, or what the panel was told and by whom."),
    )


class OfferForm(Spoken):
    """Hours of one's own, and the factor they bear on."""

    figure = forms.ChoiceField(label=_("Hours"), widget=forms.RadioSelect)
    factor = forms.ChoiceField(label=_("They bear on"))

    def __init__(self, *args: Any, scheme: Scheme, figures: Iterable[Figure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = {figure.kind: figure for figure in figures}
        for name, choices in (
            ("figure", [(kind, figure.words) for kind, figure in self.figures.items()]),
            ("factor", [(str(factor.number), factor.label) for factor in scheme.factors]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = choices

    def said(self) -> dict[str, Any]:
        """The figure and the number of the factor."""
        return {
            "figure": self.figures[self.cleaned_data["figure"]],
            "factor": int(self.cleaned_data["factor"]),
        }


class DecisionForm(Spoken):
    """What the panel decided. Nothing is filled in beforehand: the panel chooses."""

    result = forms.ChoiceField(label=_("Outcome"), choices=RESULTS, widget=forms.RadioSelect)
    band = forms.ChoiceField(label=_("Band"), required=False)
    reasons = Words(label=_("Reasons of the panel"), max_length=rules.WORDS_MOST, widget=_area(5))
    departure = Words(
        label=_("Why the panel departs from the rules"),
        max_length=rules.WORDS_MOST,
        widget=_area(3),
        required=False,
        help_text=_("Only where the outcome is another than the rules give."),
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=_day())
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Sealing cannot be undone. An appeal opens another panel."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["band"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("Choose the band")), *((band.name, band.name) for band in scheme.bands)]


class AppealForm(Spoken):
    """Why the holder of a post asks for another panel."""

    grounds = Words(
        label=_("What the panel should look at again"),
        max_length=rules.WORDS_MOST,
        widget=_area(6),
        help_text=_("Name the factors and what the post really asks there. Other people will hear it."),
    )


class ImportForm(Spoken):
    """A scheme as a file."""

    file = forms.FileField(
        label=_("Scheme file"),
        help_text=_("TOML or JSON, at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".toml,.json,application/json"}),
    )


class RulesForm(Spoken):
    """How far a post may stand from a profile and still match it."""

    max_level_distance = forms.IntegerField(
        label=_("Levels a factor may be away from the profile"), min_value=0, max_value=20
    )
    max_varied_factors = forms.IntegerField(label=_("Factors that may differ"), min_value=0, max_value=40)
    may_not_vary = forms.MultipleChoiceField(
        label=_("Factors that may not differ at all"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stay_in_band = forms.BooleanField(label=_("Every total must stay in the profile's band"), required=False)
    panel_least = forms.IntegerField(label=_("People on a panel, at least"), min_value=1, max_value=20)
    panel_most = forms.IntegerField(label=_("People on a panel, at most"), min_value=1, max_value=20)
    appeal_within_days = forms.IntegerField(label=_("Days within which to appeal"), min_value=0, max_value=1000)
    source = Words(
        label=_("Where these rules stand"),
        max_length=1000,
        widget=_area(2),
        help_text=_("The handbook, agreement or policy that says so, with its date."),
    )
    confirmed = forms.BooleanField(
        label=_("I have read them there, and they are right for this practice"), required=False
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["may_not_vary"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(str(f.number), f"{f.number}. {f.label}") for f in scheme.factors]

    @staticmethod
    def initial_of(found: Rules) -> dict[str, Any]:
        """The rules in force, to be changed. Whether they are confirmed is asked again each time."""
        numbers = [str(number) for number in sorted(found.may_not_vary)]
        kept = {name: getattr(found, name) for name in ("max_level_distance", "max_varied_factors", "stay_in_band")}
        panel = {name: getattr(found, name) for name in ("panel_least", "panel_most", "appeal_within_days", "source")}
        return {**kept, **panel, "may_not_vary": numbers}

    def said(self) -> dict[str, Any]:
        """The rules as they are kept."""
        typed = dict(self.cleaned_data)
        status = "confirmed" if typed.pop("confirmed") else "for confirmation"
        return {**typed, "may_not_vary": [int(number) for number in typed["may_not_vary"]], "status": status}


def today_first(day: date) -> dict[str, date]:
    """A form that begins with today."""
    return {"agreed_on": day, "decided_on": day, "since": day}
