"""Free text as it is typed, and an action's sentence above the form it belongs to."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext

from pentimento.core.kernel.errors import PentimentoError
from pentimento.profession.portfolio.rules.corrections import cleaned


def say(error: Any) -> str:
    """A sentence (of an error, or of a fault in a file) in the reader's language, its facts filled in."""
    sentence = gettext(error.sentence)
    return sentence.format(**error.facts) if error.facts else sentence


def new_key() -> str:
    """A key for one filling-in of a form: sent twice, it is one entry."""
    return str(uuid4())


class Words(forms.CharField):
    """Free text. Control characters go; refusing them would lose what somebody typed."""

    def to_python(self, value: Any) -> str:
        return cleaned(str(super().to_python(value) or ""))


def area(rows: int) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows, "class": "written"})


class Spoken(forms.Form):
    """A form that can say what an action would not take."""

    def refuse(self, error: PentimentoError) -> None:
        """Put the sentence above the form."""
        self.add_error(None, say(error))
