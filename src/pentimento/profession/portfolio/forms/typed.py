"""Free text as it is typed, and an action's sentence above the form it belongs to."""

from __future__ import annotations

from django import forms


def area(rows: int) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows, "class": "written"})
