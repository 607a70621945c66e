"""Laying an official form over an instrument: which of its items is number 1, 2, 3 …, and what else it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid
from pentimento.core.scoring.questionnaire import Form, FormItem, Kind
from pentimento.core.scoring.structure import Instrument, Item


@dataclass(frozen=True, slots=True)
class Matched:
    """A form whose scored items are known by number."""

    form: Form
    instrument: Instrument
    items: tuple[FormItem, ...]  # item 1 first
    total: FormItem | None  # where the form has a field for the total
    extra: tuple[FormItem, ...]  # asked as well, but not scored


def instrument_of(form: Form, known: Iterable[Instrument]) -> Instrument:
    """The instrument a form belongs to, by its LOINC code. Invalid when Pentimento has no scoring for it."""
    for instrument in known:
        if instrument.panel in form.panels:
            return instrument
    codes = ", ".join(form.panels) or "none"
    raise Invalid("Pentimento has no scoring for this questionnaire (LOINC code: {codes}).", codes=codes)


def match(form: Form, instrument: Instrument) -> Matched:
    """Find an instrument's items in a form by their LOINC codes.

    Raises
    ------
    Invalid
        When the form is another questionnaire, lacks an item or has it twice, or when an item's
        options do not carry exactly the weights the instrument scores with.
    """
    if instrument.panel not in form.panels:
        raise Invalid("This form is not the {title}.", title=instrument.title)
    items = tuple(_find(form, instrument, item) for item in instrument.items)
    totals = [place for place in form.items if instrument.total_code in place.codes]
    taken = {place.link_id for place in (*items, *totals)}
    extra = tuple(place for place in form.items if place.link_id not in taken and place.kind is not Kind.WORDS)
    return Matched(form, instrument, items, totals[0] if totals else None, extra)


def to_answers(matched: Matched, chosen: Mapping[str, str | None]) -> tuple[int | None, ...]:
    """Turn chosen options into answers for ``score``.

    Parameters
    ----------
    chosen : mapping
        From ``linkId`` to the code of the option chosen; None, empty or absent means not answered.

    Returns
    -------
    tuple
        One weight or None per item of the instrument, by each option's own weight.

    Raises
    ------
    Invalid
        When a ``linkId`` is not on the form or a code is not among that item's options.
    """
    known = {place.link_id for place in matched.form.items}
    if stray := [link for link in chosen if link not in known]:
        raise Invalid("The form has no item {link}.", link=str(stray[0])[:80])
    for place in matched.extra:
        _weight_of(place, chosen.get(place.link_id))
    weights = [_weight_of(place, chosen.get(place.link_id)) for place in matched.items]
    return tuple(None if weight is None else int(weight) for weight in weights)


def _find(form: Form, instrument: Instrument, item: Item) -> FormItem:
    places = [place for place in form.items if item.loinc in place.codes]
    facts = {"title": instrument.title, "number": item.number, "key": item.key}
    if not places:
        raise Invalid("This form lacks item {number} ({key}) of the {title}.", **facts)
    if len(places) > 1:
        raise Invalid("This form has item {number} ({key}) of the {title} more than once.", **facts)
    if not places[0].text.strip():
        raise Invalid("Item {number} ({key}) of the {title} has no words on this form.", **facts)
    weights = [option.weight for option in places[0].options]
    if not weights or None in weights:
        raise Invalid("Item {number} ({key}) of the {title} has answers without a weight on this form.", **facts)
    if sorted(weight for weight in weights if weight is not None) != list(instrument.answers):
        raise Invalid("Item {number} ({key}) of the {title} has other weights on this form.", **facts)
    return places[0]


def _weight_of(place: FormItem, code: str | None) -> float | None:
    if code is None or code == "" or place.kind is not Kind.CHOICE:
        return None
    for option in place.options:
        if option.code == code:
            return option.weight
    raise Invalid("{code} is not an answer to “{text}”.", code=str(code)[:80], text=place.text)
