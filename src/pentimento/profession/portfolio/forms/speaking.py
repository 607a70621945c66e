"""How the forms of supervision, hours and library say what an action refused."""

from __future__ import annotations

from typing import Any

from django import forms

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge, WrongType

CAUGHT = (Invalid, Conflict, TooLarge, WrongType, Refused)


def day_field(label: Any, **fields: Any) -> forms.DateField:
    """A date as browsers ask for one."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **fields)
