"""Official questionnaires come in as FHIR R4 Questionnaires."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.outcomes import actions
from pentimento.trust.people.models import Person


def import_questionnaire(content: object, *, by: Person | None, at: datetime) -> actions.Imported:
    """Keep the official form of a measure, so that it can be given on screen word for word.

    Parameters
    ----------
    content
        A parsed JSON file.
    by
        None for the command line.

    Raises
    ------
    Invalid
        When it is not the FHIR Questionnaire of a measure Pentimento can score.
    """
    if not isinstance(content, Mapping):
        raise Invalid("This is not a FHIR Questionnaire.")
    questionnaire: Mapping[str, Any] = content
    return actions.import_form(questionnaire=questionnaire, by=by, at=at)
