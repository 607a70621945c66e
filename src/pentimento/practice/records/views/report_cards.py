"""What a report's page shows beside the text: cards of evidence, and in words what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pentimento.practice.records.rules.wording import bare, figure

MANY = 4  # of one kind under one sentence: shown as one card that opens
ALIKE = frozenset({"session", "appointment", "aim", "medium"})  # things that say little each: one card for two


def laid_out(
    body: list[dict[str, Any]], *, findings: Mapping[str, Any], now: Any, changed: Any, pictures: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Sections with sentences ready to be shown: what each rests on, and what is wrong with it."""
    place = 0
    sections = []
    for part in body:
        shown = []
        for one in part["sentences"]:
            place += 1
            cards = cards_of(one | {"number": place}, now, changed, pictures)
            shown.append(_laid(one, place, findings.get(one["id"], ()), cards))
        sections.append(part | {"sentences": shown})
    return sections


def _laid(one: Mapping[str, Any], place: int, whys: Any, cards: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **one,
        "number": place,
        "whys": [why_in_words(why) for why in whys],
        "briefly": ", ".join(dict.fromkeys(_(why.briefly) for why in whys)),
        "cards": cards,
        "rests_on": " ".join(card["id"] for card in cards),
        "first": cards[0]["id"] if cards else "",
        "changed": [card for card in cards if card["changed"]],
        "rows": max(1, len(one["text"]) // 68 + one["text"].count("\n") + 1),
    }


def cards_of(sentence: Mapping[str, Any], now: Any, changed: Any, pictures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One card for each thing a sentence rests on; many of one kind share one."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for one in sentence["evidence"]:
        key = (one["kind"], one["id"])
        by_kind.setdefault(one["kind"], []).append(
            _card(sentence["id"], one, now.get(key), changed.get(key, "")) | _seen(sentence, one, pictures)
        )
    cards: list[dict[str, Any]] = []
    for kind, found in by_kind.items():
        if len(found) <= (1 if kind in ALIKE else MANY):
            cards += found
            continue
        became = next((one["changed"] for one in found if one["changed"]), "")
        days = [one["on"] for one in found if one["on"]]
        after = next((one["after"] for one in found if one["changed"]), "")
        card = {
            "after": after,
            "number": sentence["number"],
            "id": f"e-{sentence['id']}-{kind}",
            "kind": kind,
            "label": together(kind, len(found), days),
        }
        cards.append(card | {"many": found, "changed": became, "words": "", "url": ""})
    return cards


def _seen(sentence: Mapping[str, Any], one: Mapping[str, str], pictures: Mapping[str, Any]) -> dict[str, Any]:
    """Which sentence a card belongs to, where no line can be drawn, and the picture of a work."""
    return {"number": sentence["number"], "picture": pictures.get(one["id"]) if one["kind"] == "artwork" else None}


def together(kind: str, number: int, days: list[Any]) -> str:
    """Many things of one kind in one line: ``26 sessions, 4 May 2026 to 2 November 2026``."""
    named = {
        "session": ngettext("%(n)d session", "%(n)d sessions", number),
        "appointment": ngettext("%(n)d appointment", "%(n)d appointments", number),
        "aim": ngettext("%(n)d objective", "%(n)d objectives", number),
        "medium": ngettext("%(n)d medium", "%(n)d media", number),
        "artwork": ngettext("%(n)d work", "%(n)d works", number),
        "rating": ngettext("%(n)d rating", "%(n)d ratings", number),
        "score": ngettext("%(n)d measure", "%(n)d measures", number),
        "note": ngettext("%(n)d note", "%(n)d notes", number),
    }.get(kind, ngettext("%(n)d entry", "%(n)d entries", number)) % {"n": number}
    if not days:
        return named
    first, last = formats.date_format(min(days), "j F Y"), formats.date_format(max(days), "j F Y")
    if first == last:
        return _("%(things)s, %(day)s") % {"things": named, "day": first}
    return _("%(things)s, %(first)s to %(last)s") % {"things": named, "first": first, "last": last}


def _card(sentence: str, one: Mapping[str, str], now: Any, state: str) -> dict[str, Any]:
    return {
        "id": f"e-{sentence}-{one['id']}",
        "key": f"{one['kind']}:{one['id']}",
        "kind": one["kind"],
        "label": one["label"],
        "on": now.on if now is not None else None,
        "words": said(one["kind"], one["words"]),
        "now": now.words if now is not None and state == "amended" and now.words != one["words"] else "",
        "url": address_of(now),
        "changed": became(now, state),
        "after": address_of(now.after) if now is not None else "",
    }


def said(kind: str, words: str) -> str:
    """Words for a card; the card puts its own quotation marks around what the client said."""
    return bare(words) if kind == "said" else words


def became(now: Any, state: str) -> str:
    """What became of a piece of evidence since it was cited; a corrected figure is named."""
    if state == "withdrawn" and now.after is not None:
        return _("Corrected since: %(figure)s") % {"figure": figure(now.after)}
    return BECAME[state]() if state else ""


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


def reasons_in(body: Any, findings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every sentence by its id with what is wrong with it, to be said anew beside it while somebody writes."""
    sentences = (one for part in body for one in part["sentences"])
    return [{"id": one["id"], "whys": [why_in_words(why) for why in findings.get(one["id"], ())]} for one in sentences]


def why_in_words(why: Any) -> str:
    """What is wrong with a sentence, in the reader's language."""
    sentence = _(why.template)
    return sentence.format(detail=why.detail) if why.detail else sentence


def choices_of(found: Iterable[Any], chosen: set[tuple[str, str]], pictures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Evidence as a list of ticks."""
    return [
        {
            "key": f"{one.kind}:{one.public_id}",
            "kind": one.kind,
            "label": one.label,
            "words": said(one.kind, one.words),
            "url": address_of(one),
            "chosen": (one.kind, one.public_id) in chosen,
            "picture": pictures.get(one.public_id) if one.kind == "artwork" else None,
        }
        for one in found
    ]
