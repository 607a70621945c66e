"""The shape of what is typed about artworks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import Invalid, PentimentoError, TooLarge, Unmeasurable, WrongType
from pentimento.practice.encounters.rules import MEDIA
from pentimento.trust.forms import Spoken, Words, new_key, say

from . import rules
from .models import Artwork, Disposition, Maker, Photograph

ABOUT_THE_PICTURE = (WrongType, TooLarge, Unmeasurable)
MOST_CM = rules.MOST_MM // 10


def _centimetres(label: Any) -> forms.DecimalField:
    step = forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"})
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal("0.1"), max_value=MOST_CM, decimal_places=1, widget=step
    )


class LabelForm(Spoken):
    """What stands on a work's label."""

    title = Words(
        label=_("Title, in the client's words"),
        max_length=rules.TITLE_MOST,
        required=False,
        widget=forms.TextInput(attrs={"class": "written", "autocomplete": "off"}),
        help_text=_("Leave it empty if the client gave none."),
    )
    titled_by_client = forms.BooleanField(label=_("The client gave this title"), required=False, initial=True)
    made_on = forms.DateField(label=_("Made on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    makers = forms.MultipleChoiceField(
        label=_("Made by"),
        choices=Maker.Part.choices,
        initial=["client"],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Others are named by their part only, never by name."),
    )
    made_with = Words(
        label=_("Media"),
        max_length=rules.MEDIA_MOST,
        required=False,
        widget=forms.TextInput(attrs={"list": "media-known", "autocomplete": "off"}),
    )
    width = _centimetres(_("Width in cm"))
    height = _centimetres(_("Height in cm"))
    depth = _centimetres(_("Depth in cm"))
    series = Words(
        label=_("Series"),
        max_length=rules.SERIES_MOST,
        required=False,
        widget=forms.TextInput(attrs={"list": "series-known", "autocomplete": "off"}),
        help_text=_("Works that belong together, such as “The long sheet”."),
    )
    directive = Words(
        label=_("Directive"),
        max_length=rules.DIRECTIVE_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    known_media = MEDIA

    def __init__(self, *args: Any, series_known: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series_known = list(series_known)

    def clean_made_on(self) -> date:
        """Say beside the field what the rule would say above the form."""
        made_on: date = self.cleaned_data["made_on"]
        try:
            rules.check_made_on(made_on, today=timezone.localdate())
        except Invalid as error:
            raise forms.ValidationError(say(error)) from error
        return made_on

    def label_words(self) -> dict[str, Any]:
        """What an action wants to know of the label."""
        clean = self.cleaned_data
        same = ("title", "titled_by_client", "made_on", "makers", "series", "directive")
        sides = {f"{side}_mm": _millimetres(clean[side]) for side in ("width", "height", "depth")}
        return {**{name: clean[name] for name in same}, "media": clean["made_with"], **sides}


def _millimetres(centimetres: Decimal | None) -> int | None:
    return None if centimetres is None else round(centimetres * 10)


class PictureForm(Spoken):
    """One picture that comes in; or, named by ``again``, one that is here already and is meant twice."""

    picture = forms.FileField(
        label=_("Picture"),
        allow_empty_file=True,  # the darkroom says it better
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a picture first.")},
        help_text=_("A photograph or scan as JPEG, PNG, WebP, TIFF or HEIC, up to 200 MB."),
    )
    upload_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False, initial=new_key)
    again = forms.CharField(widget=forms.HiddenInput, max_length=22, required=False)

    twin: Photograph | None = None  # the same picture, where it hangs already

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get(self.add_prefix("again")):
            self.fields["picture"].required = False

    def refuse(self, error: PentimentoError, field: str | None = None) -> int:
        """What is wrong with the picture stands beside it; anything else above the form."""
        return super().refuse(error, field or ("picture" if isinstance(error, ABOUT_THE_PICTURE) else None))


class AddForm(PictureForm, LabelForm):
    """A work with its first picture."""

    session = forms.CharField(
        label=_("Session"),
        required=False,
        widget=forms.Select,
        max_length=22,
        help_text=_("If “Made on” still says today, the work is dated to its session."),
    )

    field_order = ("picture", "title", "titled_by_client", "made_on", "session", "makers", "made_with")

    def __init__(self, *args: Any, sessions: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields["session"].widget
        assert isinstance(choose, forms.Select)  # noqa: S101 - tells the type checker what was declared above
        choose.choices = [("", _("Not in a session")), *sessions]


class DescribeForm(LabelForm):
    """The label of a work that hangs already."""

    place = Words(
        label=_("Where it is kept"),
        max_length=120,
        required=False,
        help_text=_("The shelf or folder of the work itself."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, work: Artwork, *, series_known: Iterable[str]) -> DescribeForm:
        """The form as the label stands."""
        same = ("title", "titled_by_client", "made_on", "directive", "place", "version")
        initial: dict[str, Any] = {name: getattr(work, name) for name in same}
        for side in ("width", "height", "depth"):
            size = getattr(work, f"{side}_mm")
            initial[side] = None if size is None else Decimal(size) / 10
        initial |= {
            "series": work.series.name if work.series else "",
            "makers": list(work.parts),
            "made_with": work.media,
        }
        return cls(initial=initial, series_known=series_known)

    def renewed(self, version: int) -> None:
        """Keep what was typed, as the successor of what is there now."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["version"] = str(version)
            self.data = data


class TitleForm(Spoken):
    """A title alone, given in the room."""

    title = Words(max_length=rules.TITLE_MOST, required=False)
    version = forms.IntegerField(min_value=0)


class ViewForm(PictureForm):
    """A further picture of a work."""

    view = forms.ChoiceField(
        label=_("What it shows"), choices=Photograph.View.choices, initial="back", widget=forms.RadioSelect
    )


class CodeForm(Spoken):
    """The code that lets a phone in, as somebody types it."""

    code = forms.CharField(
        label=_("The code from the desk"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code"}
        ),
        help_text=_("Twelve letters and digits. Spaces and small letters are fine."),
    )


class TurnForm(forms.Form):
    """How far a picture was turned, and from where."""

    degrees = forms.IntegerField()
    base = forms.IntegerField(required=False)
    version = forms.IntegerField(required=False)


class DecisionForm(Spoken):
    """What becomes of one work."""

    choice = forms.ChoiceField(
        label=_("What becomes of it"), choices=Disposition.Choice.choices, widget=forms.RadioSelect
    )
    words = Words(
        label=_("In the client's words, or why"),
        max_length=rules.WORDS_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )
    confirmed = forms.BooleanField(
        label=_("If it is disposed of: the client agreed, and knows that it cannot be undone"), required=False
    )
