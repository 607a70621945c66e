"""How the forms of supervision, hours and library say what an action refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, Refused, TooLarge, WrongType

CAUGHT = (Invalid, Conflict, TooLarge, WrongType, Refused)


def say(error: PentimentoError) -> str:
    """The sentence in the reader's language, its facts filled in."""
    sentence = gettext(error.sentence)
    return (
        sentence.format(**{name: gettext(str(fact)) for name, fact in error.facts.items()}) if error.facts else sentence
    )


def new_key() -> str:
    """A key for one filling-in of a form: sent twice, it is one entry."""
    return str(uuid4())


def day_field(label: Any, **fields: Any) -> forms.DateField:
    """A date as browsers ask for one."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **fields)


class Spoken(forms.Form):
    """A form that can say what an action refused, above its fields."""

    def refuse(self, error: PentimentoError) -> int:
        """Say it, and answer with the status of the page."""
        self.add_error(None, say(error))
        return 409 if isinstance(error, Conflict) else 403 if isinstance(error, Refused) else 422
