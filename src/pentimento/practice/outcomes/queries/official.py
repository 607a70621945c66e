"""The official forms that were imported."""

from __future__ import annotations

from dataclasses import dataclass

from pentimento.core.kernel.errors import NotFound
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.matching import Matched, match
from pentimento.core.scoring.questionnaire import read_form
from pentimento.practice.outcomes.models import OfficialForm


@dataclass(frozen=True, slots=True)
class Sheet:
    """An official form, its scored items known by number."""

    row: OfficialForm
    matched: Matched


def forms() -> list[OfficialForm]:
    """Every imported form, imported last first: of each measure the first is the one that is asked. One statement."""
    return list(OfficialForm.objects.select_related("imported_by").order_by("-imported_at", "-pk"))


def form_for(key: str) -> OfficialForm | None:
    """The form with which a measure is given on screen: the one imported last. One statement."""
    return OfficialForm.objects.filter(instrument=key).order_by("-imported_at", "-pk").first()


def form_shown(key: str, public_id: str) -> OfficialForm | None:
    """The form a client has before them: the one they were shown, or the one asked now where none is named."""
    if not public_id:
        return form_for(key)
    return OfficialForm.objects.filter(instrument=key, public_id=public_id).first()


def sheet_of(row: OfficialForm | None) -> Sheet:
    """A form as it is laid before a client.

    Raises
    ------
    NotFound
        When there is none.
    """
    if row is None:
        raise NotFound
    return Sheet(row, match(read_form(row.questionnaire), instrument(row.instrument)))
