"""What a report's page shows beside the text: cards of evidence, and in words what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

MANY = 4  # of one kind under one sentence: shown as one card that opens


def laid_out(
    body: list[dict[str, Any]], *, findings: Mapping[str, Any], now: Any, changed: Any
) -> list[dict[str, Any]]:
    """Sections with sentences ready to be shown: what each rests on, and what is wrong with it."""
    place = 0
    sections = []
    for part in body:
        shown = []
        for one in part["sentences"]:
            place += 1
            cards = cards_of(one, now, changed)
            shown.append(
                one
                | {
                    "number": place,
                    "whys": [why_in_words(why) for why in findings.get(one["id"], ())],
                    "cards": cards,
                    "rests_on": " ".join(card["id"] for card in cards),
                    "first": cards[0]["id"] if cards else "",
                    "changed": [card for card in cards if card["changed"]],
                    "rows": max(1, len(one["text"]) // 68 + one["text"].count("\n") + 1),
                }
            )
        sections.append(part | {"sentences": shown})
    return sections


def cards_of(sentence: Mapping[str, Any], now: Any, changed: Any) -> list[dict[str, Any]]:
    """One card for each thing a sentence rests on; many of one kind share one."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for one in sentence["evidence"]:
        key = (one["kind"], one["id"])
        by_kind.setdefault(one["kind"], []).append(_card(sentence["id"], one, now.get(key), changed.get(key, "")))
    cards: list[dict[str, Any]] = []
    for kind, found in by_kind.items():
        if len(found) <= MANY:
            cards += found
        else:
            became = next((one["changed"] for one in found if one["changed"]), "")
            label = _("%(count)d things: %(first)s to %(last)s") % {
                "count": len(found),
                "first": found[0]["label"],
                "last": found[-1]["label"],
            }
            card = {"id": f"e-{sentence['id']}-{kind}", "kind": kind, "label": label, "many": found}
            cards.append(card | {"changed": became, "words": "", "url": ""})
    return cards


def _card(sentence: str, one: Mapping[str, str], now: Any, state: str) -> dict[str, Any]:
    return {
        "id": f"e-{sentence}-{one['id']}",
        "key": f"{one['kind']}:{one['id']}",
        "kind": one["kind"],
        "label": one["label"],
        "words": one["words"],
        "now": now.words if now is not None and state == "amended" and now.words != one["words"] else "",
        "url": address_of(now),
        "changed": BECAME[state]() if state else "",
    }


BECAME: dict[str, Any] = {
    "amended": lambda: _("Amended since"),
    "withdrawn": lambda: _("Taken back since"),
    "gone": lambda: _("No longer there"),
}


def address_of(one: Any) -> str:
    """Where a piece of evidence can be seen; empty for nowhere."""
    if one is None:
        return ""
    try:
        return reverse(one.url_name, args=one.url_args)
    except NoReverseMatch:
        return ""  # a room that brings no page of its own for this


def why_in_words(why: Any) -> str:
    """What is wrong with a sentence, in the reader's language."""
    sentence = _(why.template)
    return sentence.format(detail=why.detail) if why.detail else sentence


def choices_of(found: Iterable[Any], chosen: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """Evidence as a list of ticks."""
    return [
        {
            "key": f"{one.kind}:{one.public_id}",
            "kind": one.kind,
            "label": one.label,
            "words": one.words,
            "url": address_of(one),
            "chosen": (one.kind, one.public_id) in chosen,
        }
        for one in found
    ]
