"""The publisher's own form of a measure is brought in, word for word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.scoring.instruments import Instrument, instruments
from pentimento.core.scoring.matching import instrument_of, match
from pentimento.core.scoring.questionnaire import LARGEST, Form, read_form
from pentimento.core.scoring.wording import Difference, differences
from pentimento.practice.outcomes import rules
from pentimento.practice.outcomes.models import OfficialForm
from pentimento.practice.outcomes.queries.official import form_for, sheet_of
from pentimento.trust import audit
from pentimento.trust.people.models import Person

TITLE_MOST = 300
A_MOMENT = timedelta(microseconds=1)


class Standing(StrEnum):
    """What an import did to the words that are asked."""

    NEW = "new"  # the first form of this measure
    UNCHANGED = "unchanged"  # it is the one that is asked already
    REPLACES = "replaces"  # from now on it is asked instead of another


@dataclass(frozen=True, slots=True)
class Imported:
    """A form that was brought in, and what that changed."""

    form: OfficialForm
    standing: Standing
    replaced: OfficialForm | None
    difference: Difference | None  # to the form it replaced


@transaction.atomic
def import_form(*, questionnaire: Mapping[str, Any], by: Person | None, at: datetime) -> Imported:
    """Keep an official FHIR R4 Questionnaire as it is; from now on it is the one that is asked.

    The same content again is the same row. An earlier form imported again is asked again. What was answered
    before keeps the form it was asked with.

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
    matched = match(form, known)
    mark = digest(questionnaire)
    _check_storable(questionnaire)
    asked = form_for(known.key)
    if asked is not None and asked.digest == mark:
        return Imported(asked, Standing.UNCHANGED, None, None)
    difference = differences(sheet_of(asked).matched, matched) if asked else None
    row = _kept(known, form, questionnaire, mark, by=by, at=_after(asked, at))
    done = Imported(row, Standing.REPLACES if asked else Standing.NEW, asked, difference)
    _record(done, by=by, at=at)
    return done


def _record(done: Imported, *, by: Person | None, at: datetime) -> None:
    audit.record(
        audit.Event.INSTRUMENT_IMPORTED,
        by=by,
        at=at,
        subject=done.form,
        instrument=done.form.instrument,
        digest=done.form.digest,
        replaces=done.replaced.digest if done.replaced else None,
        reworded=len(done.difference.items) if done.difference else 0,
    )


def _kept(
    known: Instrument, form: Form, questionnaire: Mapping[str, Any], mark: str, *, by: Person | None, at: datetime
) -> OfficialForm:
    """The row of this content, new or from an earlier import, as the one imported last."""
    row, _made = OfficialForm.objects.update_or_create(
        digest=mark,
        defaults={"imported_at": at, "imported_by": by},
        create_defaults={
            "instrument": known.key,
            "title": (form.title or known.full_title)[:TITLE_MOST],
            "copyright": form.licence,
            "questionnaire": dict(questionnaire),
            "warnings": [str(warning) for warning in form.warnings],
            "imported_at": at,
            "imported_by": by,
        },
    )
    return row


def _after(asked: OfficialForm | None, at: datetime) -> datetime:
    """The form imported last is asked, also where the clock of the machine was set back in between."""
    return at if asked is None else max(at, asked.imported_at + A_MOMENT)


def _check_storable(questionnaire: Mapping[str, Any]) -> None:
    text = json.dumps(questionnaire)
    if len(text) > LARGEST * 3:  # ASCII escapes need up to three bytes where UTF-8 needs one
        raise TooLarge("This file is larger than any questionnaire: more than {most} MB.", most=LARGEST // 1_000_000)
    if "\\u0000" in text:
        raise Invalid("This questionnaire holds characters that cannot be kept.")
