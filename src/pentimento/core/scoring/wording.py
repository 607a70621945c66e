"""Two official forms of one measure side by side: what a client would read otherwise than before."""

from __future__ import annotations

from dataclasses import dataclass

from pentimento.core.scoring.matching import Matched
from pentimento.core.scoring.questionnaire import FormItem

Pair = tuple[str, str]  # the words before, the words now; empty where there are none


@dataclass(frozen=True, slots=True)
class Reworded:
    """One place of the form that reads otherwise."""

    number: int | None  # of the scored item; None for a title, a heading, or what is asked besides
    question: Pair | None  # None where it reads the same
    answers: Pair | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which a form reads otherwise than another; empty where only its technical parts differ."""

    items: tuple[Reworded, ...]  # scored, by their number
    besides: tuple[Reworded, ...]
    reordered: bool  # the scored items come in another order

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the scored items that read otherwise."""
        return tuple(each.number for each in self.items if each.number is not None)

    def __bool__(self) -> bool:
        return bool(self.items or self.besides or self.reordered)


def differences(before: Matched, now: Matched) -> Difference:
    """Compare two forms of one instrument as they stand on the screen, letter by letter.

    An item is the same item by its number, what is asked besides by its ``linkId``. An answer is its weight
    and its words, so that words which changed their weight count as reworded.
    """
    pairs = zip(now.instrument.items, before.items, now.items, strict=True)
    items = [_compared(item.number, then, after) for item, then, after in pairs]
    return Difference(
        items=tuple(each for each in items if each),
        besides=tuple(_besides(before, now)),
        reordered=_order(before) != _order(now),
    )


def _besides(before: Matched, now: Matched) -> list[Reworded]:
    heads = [(before.form.title, now.form.title), (before.form.licence, now.form.licence)]
    found = [Reworded(None, pair, None) for pair in heads if pair[0] != pair[1]]
    then, after = _others(before), _others(now)
    compared = [_compared(None, then.get(link), after.get(link)) for link in dict.fromkeys([*then, *after])]
    return found + [each for each in compared if each]


def _others(matched: Matched) -> dict[str, FormItem]:
    """What stands on the screen besides the scored items, by ``linkId``."""
    taken = {place.link_id for place in matched.items} | ({matched.total.link_id} if matched.total else set())
    return {place.link_id: place for place in matched.form.items if place.link_id not in taken}


def _compared(number: int | None, before: FormItem | None, now: FormItem | None) -> Reworded | None:
    question, answers = (_question(before), _question(now)), (_answers(before), _answers(now))
    if question[0] == question[1] and answers[0] == answers[1]:
        return None
    return Reworded(
        number, question if question[0] != question[1] else None, answers if answers[0] != answers[1] else None
    )


def _question(place: FormItem | None) -> str:
    if place is None:
        return ""
    return f"{place.prefix} {place.text}" if place.prefix else place.text


def _answers(place: FormItem | None) -> str:
    told = [(option.weight, option.text) for option in place.options] if place else []
    return " / ".join(text if weight is None else f"{weight:g} {text}" for weight, text in told)


def _order(matched: Matched) -> list[int]:
    places = {place.link_id: at for at, place in enumerate(matched.form.items)}
    return sorted(range(len(matched.items)), key=lambda item: places[matched.items[item].link_id])
