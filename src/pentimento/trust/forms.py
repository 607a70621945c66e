"""What the forms of every room have in common: text as it is kept, and an action's sentence where it belongs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext

from pentimento.core.kernel.errors import Conflict, PentimentoError, Refused, TooLarge
from pentimento.core.kernel.words import as_typed, cleaned

STATUS: dict[type[PentimentoError], int] = {Conflict: 409, Refused: 403, TooLarge: 413}  # of a page with the form again


def say(error: Any) -> str:
    """A sentence (of an error, or of a fault in a file) in the reader's language, its facts filled in."""
    sentence = gettext(error.sentence)
    return sentence.format(**error.facts) if error.facts else sentence


def new_key() -> str:
    """A key for one filling-in of a form: sent twice, it is one entry."""
    return str(uuid4())


class Words(forms.CharField):
    """Free text. Control characters go; refusing them would lose what somebody typed.

    ``strip=False`` is for text that is still being typed: the space after a word belongs to the next one.
    """

    def to_python(self, value: Any) -> str:
        words = str(super().to_python(value) or "")
        return cleaned(words) if self.strip else as_typed(words)


class Spoken(forms.Form):
    """A form above which, or beside a field of which, an action's sentence can stand."""

    def refuse(self, error: PentimentoError, field: str | None = None) -> int:
        """Put the sentence where it belongs, and answer with the status of the page."""
        self.add_error(field, say(error))
        return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)
