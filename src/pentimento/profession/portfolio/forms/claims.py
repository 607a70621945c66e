"""A claim as it is written, decided, reopened and withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pentimento.profession.portfolio.rules.claims import REMARK_MOST, WHY_MOST, WORDS_MOST, YEARS
from pentimento.trust.forms import Spoken, Words

from .typed import area


class ClaimForm(Spoken):
    """How somebody does it, and who is to verify that."""

    words = Words(
        label=_("How I do this"),
        max_length=WORDS_MOST,
        required=False,
        widget=area(8),
        help_text=_("What you do, where, how you know it works. Clients stay in their records: no names here."),
    )
    verifier = forms.ChoiceField(label=_("To be verified by"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        self.fields["verifier"] = forms.ChoiceField(
            label=_("To be verified by"),
            required=False,
            choices=[("", _("Not named yet")), *((key, person.name) for key, person in self.people.items())],
        )

    def named(self) -> Any:
        """The supervisor chosen, or None."""
        return self.people.get(self.cleaned_data["verifier"])


class OutsideForm(Spoken):
    """Evidence that lies outside the record: a certificate, an observed session, a talk."""

    outside = Words(
        label=_("Evidence outside the record"),
        max_length=WHY_MOST,
        widget=area(3),
        help_text=_("What it is, when, and who can confirm it. No names of clients."),
    )


class RemarkForm(Spoken):
    """A comment."""

    remark = Words(label=_("Comment"), max_length=REMARK_MOST, widget=area(3))


class WhyForm(Spoken):
    """Why something is sent back, reopened or withdrawn."""

    why = Words(label=_("Why"), max_length=WHY_MOST, widget=area(2))


class VerifyForm(Spoken):
    """Vouching for a colleague, with the password."""

    comment = Words(label=_("What you saw that convinced you"), max_length=REMARK_MOST, required=False, widget=area(3))
    years = forms.TypedChoiceField(
        label=_("Holds for"),
        coerce=int,
        initial=3,
        choices=[(n, ngettext("%(n)d year", "%(n)d years", n) % {"n": n}) for n in YEARS],
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("Verifying seals the claim. Only you can reopen it."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
