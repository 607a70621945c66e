"""The publisher's own form of a measure is brought in, word for word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.scoring.instruments import instruments
from pentimento.core.scoring.matching import instrument_of, match
from pentimento.core.scoring.questionnaire import LARGEST, read_form
from pentimento.practice.outcomes import rules
from pentimento.practice.outcomes.models import OfficialForm
from pentimento.trust import audit
from pentimento.trust.people.models import Person

TITLE_MOST = 300


@transaction.atomic
def import_form(*, questionnaire: Mapping[str, Any], by: Person | None, at: datetime) -> OfficialForm:
    """Keep an official FHIR R4 Questionnaire as it is. The same content again is the same row.

    Parameters
    ----------
    by
        None for the command line, where whoever keeps the practice folder imports.

    Raises
    ------
    Invalid
        When it is not a Questionnaire, is of a measure Pentimento cannot score, or its items or weights
        are not those of that measure.
    TooLarge
        Above 2 MB.
    """
    rules.check_can_import(role=by.role if by else None)
    form = read_form(questionnaire)
    known = instrument_of(form, instruments())
    match(form, known)
    mark = digest(questionnaire)
    _check_storable(questionnaire)
    if kept := OfficialForm.objects.filter(digest=mark).first():
        return kept
    row = OfficialForm.objects.create(
        instrument=known.key,
        title=(form.title or known.full_title)[:TITLE_MOST],
        copyright=form.licence,
        questionnaire=dict(questionnaire),
        digest=mark,
        warnings=[str(warning) for warning in form.warnings],
        imported_at=at,
        imported_by=by,
    )
    audit.record(audit.Event.INSTRUMENT_IMPORTED, by=by, at=at, subject=row, instrument=known.key, digest=mark)
    return row


def _check_storable(questionnaire: Mapping[str, Any]) -> None:
    text = json.dumps(questionnaire)
    if len(text) > LARGEST * 3:  # ASCII escapes need up to three bytes where UTF-8 needs one
        raise TooLarge("This file is larger than any questionnaire: more than {most} MB.", most=LARGEST // 1_000_000)
    if "\\u0000" in text:
        raise Invalid("This questionnaire holds characters that cannot be kept.")
