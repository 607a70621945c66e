"""A measure read: its total, band and cut, and the change since the one before with its noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pentimento.core.scoring.change import ReliableChange, reliable_change
from pentimento.core.scoring.instruments import Instrument, instrument
from pentimento.core.scoring.matching import Matched
from pentimento.core.scoring.score import Score, score
from pentimento.practice.outcomes.models import Giving
from pentimento.trust.access.models import Chart

from .official import sheet_of
from .scores import earlier_of, prompt_of
from .words import OUTCOMES, band_words, item_words


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is read again."""

    number: int | None  # None for what is asked besides
    words: str
    answer: int | None
    said: str  # the option's own words, where the official form was used


@dataclass(frozen=True, slots=True)
class Step:
    """One score in a series, with the change since the one before that had a total."""

    giving: Giving
    known: Instrument
    band: str  # the publisher's word; empty without a total
    next_band: tuple[str, float] | None  # the band not reached, and where it begins
    answered: int  # items
    in_clinical_range: bool | None
    change: ReliableChange | None
    outcome: str  # our words for ``change.outcome``
    before: Giving | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a page says about one entry."""

    step: Step
    score: Score
    answers: tuple[Answer, ...]
    extra: tuple[Answer, ...]
    missing: tuple[str, ...]
    earlier: tuple[Giving, ...]
    prompt: Any
    ask_about_safety: bool  # the safety item was left out
    safety_item: str
    version: str  # of the scoring it was kept with


def trend_of(viewer: Any, chart: Chart, key: str) -> list[Step]:
    """Scores on one instrument, oldest first, each compared with the one before it. One statement."""
    rows = Giving.scoped(viewer).filter(chart=chart, instrument=key, is_current=True)
    return steps(rows.select_related("chart", "encounter").order_by("given_on", "pk"))


def steps(rows: Iterable[Giving]) -> list[Step]:
    """Compare each with the one before it that has a total. All are of one instrument, oldest first."""
    found: list[Step] = []
    last: Giving | None = None
    for row in rows:
        found.append(_step(row, last))
        last = row if row.total is not None else last
    return found


def _step(row: Giving, last: Giving | None) -> Step:
    known = instrument(row.instrument)
    answered = len(known.items) - row.missing
    if row.total is None:
        return Step(row, known, "", None, answered, None, None, "", None)
    change = None
    if last is not None and last.total is not None:
        change = reliable_change(known, last.total, row.total)
    band = band_words(known.band_of(row.total).key)
    outcome = str(OUTCOMES[change.outcome]) if change else ""
    after = known.band_after(row.total)
    beyond = (band_words(after.key), after.lowest) if after else None
    clinical = known.in_clinical_range(row.total)
    return Step(row, known, band, beyond, answered, clinical, change, outcome, last if change else None)


def reading_of(viewer: Any, giving: Giving) -> Reading:
    """One entry in full. Three statements, one more for each entry it replaced."""
    known = instrument(giving.instrument)
    last = _before(viewer, giving) if giving.is_current else None
    said = score(known, giving.answers)
    sheet = sheet_of(giving.form).matched if giving.form else None
    earlier = earlier_of(viewer, giving)
    return Reading(
        step=_step(giving, last),
        score=said,
        answers=tuple(_answers(known, giving.answers, sheet)),
        extra=tuple(_extra(giving, sheet)),
        missing=tuple(item_words(known.items[number - 1]) for number in said.missing),
        earlier=tuple(earlier),
        prompt=prompt_of(viewer, giving, *earlier),
        ask_about_safety=said.safety_unanswered and giving.is_current,
        safety_item=item_words(known.items[known.safety.item - 1]) if known.safety else "",
        version=giving.method.rpartition("/")[2],
    )


def _before(viewer: Any, giving: Giving) -> Giving | None:
    rows = Giving.scoped(viewer).filter(
        chart=giving.chart_id, instrument=giving.instrument, is_current=True, total__isnull=False
    )
    rows = rows.filter(given_on__lte=giving.given_on).exclude(pk=giving.pk).order_by("given_on", "pk")
    # Two on one day: the one entered first came first.
    earlier = [row for row in rows if (row.given_on, row.pk) < (giving.given_on, giving.pk)]
    return earlier[-1] if earlier else None


def _answers(known: Instrument, answers: Sequence[int | None], sheet: Matched | None) -> Iterable[Answer]:
    for place, (item, answer) in enumerate(zip(known.items, answers, strict=True)):
        words, said = item_words(item).partition(" ")[2], ""
        if sheet is not None:
            form_item = sheet.items[place]
            words = form_item.text
            said = next((option.text for option in form_item.options if option.weight == answer), "")
        yield Answer(item.number, words, answer, said)


def _extra(giving: Giving, sheet: Matched | None) -> Iterable[Answer]:
    for place in sheet.extra if sheet is not None else ():
        code = giving.extra_answers.get(place.link_id, "")
        said = next((option.text for option in place.options if option.code == code), code)
        yield Answer(None, place.text, None, said)
