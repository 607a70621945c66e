"""From answers to a total, by the instrument's own rules. An unanswered item is unanswered; it is never a 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pentimento.core.kernel.errors import Invalid, OutOfRange
from pentimento.core.scoring.structure import Instrument


@dataclass(frozen=True, slots=True)
class Score:
    """One filled-in questionnaire, added up.

    Where no total may be formed, ``total``, ``band`` and ``at_or_above_caseness`` are None: unknown,
    which is neither 0 nor "no". ``at_or_above_caseness`` means on the clinical side of the published
    cut; it is not a diagnosis.
    """

    instrument: str  # key
    total: float | None  # in the instrument's points; prorated totals to two decimals
    answered: int  # number of items
    missing: tuple[int, ...]  # numbers of the unanswered items
    prorated: bool  # the mean of the answered items stands in for the missing ones
    band: str | None  # key of the published band
    at_or_above_caseness: bool | None
    safety: bool  # the safety item was answered so that it asks for a conversation today
    safety_unanswered: bool  # there is a safety item and it was left out: ask
    method: str  # instrument and version of its scoring, such as ``phq-9/1``


def score(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Add up one questionnaire.

    Parameters
    ----------
    instrument : Instrument
        Whose rules apply.
    answers : sequence, one per item in the order of the paper form
        The weight of the answer given, or None where there is none.

    Returns
    -------
    Score
        With a total only if no more items are missing than the instrument's published rule allows;
        then total = sum of answers * number of items / number answered.

    Raises
    ------
    Invalid
        When there are more or fewer answers than items.
    OutOfRange
        When an answer is not one the instrument has; names the item.
    """
    _check(instrument, answers)
    given = [answer for answer in answers if answer is not None]
    missing = tuple(item.number for item, answer in zip(instrument.items, answers, strict=True) if answer is None)
    total = _total(instrument, given, len(missing))
    safety, unasked = _safety(instrument, answers)
    return Score(
        instrument=instrument.key,
        total=total,
        answered=len(given),
        missing=missing,
        prorated=total is not None and bool(missing),
        band=None if total is None else instrument.band_of(total).key,
        at_or_above_caseness=None if total is None else instrument.in_clinical_range(total),
        safety=safety,
        safety_unanswered=unasked,
        method=instrument.method,
    )


def written_total(total: float) -> str:
    """A total, or a difference of totals, as it is told: with one decimal at most, for the scale has none itself.

    >>> written_total(16.88), written_total(2.25), written_total(17.0)
    ('16.9', '2.3', '17')
    """
    return f"{Decimal(str(total)).quantize(Decimal('0.1'), ROUND_HALF_UP):f}".removesuffix(".0")


def _safety(instrument: Instrument, answers: Sequence[int | None]) -> tuple[bool, bool]:
    """Whether the safety item raises its prompt, and whether it was left out."""
    if instrument.safety is None:
        return False, False
    told = answers[instrument.safety.item - 1]
    return told is not None and told >= instrument.safety.lowest, told is None


def _check(instrument: Instrument, answers: Sequence[int | None]) -> None:
    if isinstance(answers, str | bytes) or len(answers) != len(instrument.items):
        raise Invalid(
            "{title} has {items} items, and {given} answers were given.",
            title=instrument.title,
            items=len(instrument.items),
            given=len(answers),
        )
    *most, last = map(str, instrument.answers)
    for item, answer in zip(instrument.items, answers, strict=True):
        # True counts as 1 in Python; on a paper form a tick is not an answer from 0 to 3.
        if answer is not None and (type(answer) is not int or answer not in instrument.answers):
            name = f"{instrument.title} item {item.number} ({item.key})"
            raise OutOfRange(name, answer, f"{', '.join(most)} or {last}, or left empty")


def _total(instrument: Instrument, given: Sequence[int], missing: int) -> float | None:
    if missing > instrument.missing.most:
        return None
    return round(sum(given) * len(instrument.items) / len(given), 2)
