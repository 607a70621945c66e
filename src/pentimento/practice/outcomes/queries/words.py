"""Our own short words for items, bands and changes. The questions themselves are their publishers'."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from pentimento.core.scoring.change import Outcome
from pentimento.core.scoring.structure import Item

ITEMS: dict[str, Any] = {
    "interest": _("interest"),
    "mood": _("mood"),
    "sleep": _("sleep"),
    "energy": _("energy"),
    "appetite": _("appetite"),
    "self-regard": _("self-regard"),
    "concentration": _("concentration"),
    "pace": _("pace"),
    "self-harm": _("self-harm"),
    "nervousness": _("nervousness"),
    "control": _("control"),
    "worry": _("worry"),
    "relaxing": _("relaxing"),
    "restlessness": _("restlessness"),
    "irritability": _("irritability"),
    "foreboding": _("foreboding"),
}
BANDS: dict[str, Any] = {
    "minimal": _("minimal"),
    "mild": _("mild"),
    "moderate": _("moderate"),
    "moderately severe": _("moderately severe"),
    "severe": _("severe"),
}
OUTCOMES: dict[Outcome, Any] = {
    Outcome.RECOVERED: _("Reliably improved, and from the clinical side of the cut to the other"),
    Outcome.RELIABLY_IMPROVED: _("Reliably improved"),
    Outcome.NO_RELIABLE_CHANGE: _("No reliable change"),
    Outcome.RELIABLY_WORSE: _("Reliably worse"),
}


def item_words(item: Item) -> str:
    """``9 self-harm``: the number on the paper form and our word for what it is about."""
    return f"{item.number} {ITEMS.get(item.key, item.key)}"


def band_words(key: str | None) -> str:
    """The publisher's word for a band; nothing where there is no band."""
    return str(BANDS.get(key, key)) if key else ""
