"""The page of a sealed note: its layers, its seals, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pentimento.practice.records.forms.notes import AmendForm, PasswordForm
from pentimento.practice.records.queries.evidence import evidence_now, pictures_of
from pentimento.practice.records.queries.layers import layers_of
from pentimento.practice.records.rules.shown import Shown
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.people.queries import supervises

from .report_cards import became, said
from .speaking import prompts_in, with_header

JUST_SEALED = "just_sealed"


def sealed_page(
    request: Asking,
    encounter: Any,
    note: Any,
    *,
    amend: AmendForm | None = None,
    cosign: PasswordForm | None = None,
    late: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The sealed text, what was laid over it, and whether every seal is whole.

    ``late`` are headings and words typed into the draft after it was sealed elsewhere.
    """
    shown: dict[str, Any] = {
        "late": late,
        "encounter": encounter,
        "amend": amend or AmendForm(),
        "cosign": cosign or PasswordForm(prefix="cosign"),
        "just_sealed": request.session.pop(JUST_SEALED, "") == note.public_id,
        "evidence": kept_cards(request.user, encounter.chart, note.rests_on),
    }
    shown |= _standing(request, note) | prompts_in(request, encounter.chart)
    page = with_header(request, encounter.chart, "notes", **shown)
    return render(request, "records/note_sealed.html", page, status=status)


def _standing(request: Asking, note: Any) -> dict[str, Any]:
    """The layers, and what this reader may still do about them."""
    layers = layers_of(request.user, note)
    own = is_own_chart(request.user, note.chart)
    waiting = [one for one in layers.all if one.awaits]
    answered = [one for one in waiting if supervises(request.user, one.row.author, on=timezone.localdate())]
    return {
        "layers": layers,
        "awaits": bool(waiting),
        "to_cosign": answered if request.user.may(Permission.NOTE_COSIGN) else [],
        "may_amend": request.user.may(Permission.NOTE_WRITE) and own,
        "own": own,
    }


def cards(viewer: Any, chart: Any, evidence: Iterable[Shown]) -> list[dict[str, Any]]:
    """Evidence as cards beside the text."""
    return _hung(viewer, chart, [_card(one.kind, one.public_id, one.words, one.label, one) for one in evidence])


def kept_cards(viewer: Any, chart: Any, rests_on: list[dict[str, str]]) -> list[dict[str, Any]]:
    """What a sealed note rests on, in the words it had then, each with what became of it since."""
    unique = {(one["kind"], one["id"]): one for one in rests_on}
    now = evidence_now(viewer, chart, unique)
    found = []
    for key, one in unique.items():
        card = _card(one["kind"], one["id"], one["words"], one["label"], now.get(key))
        after = now[key].after if key in now else None
        found.append(card | {"changed": _became(one, now.get(key)), "after": _address(after)})
    return _hung(viewer, chart, found)


def _hung(viewer: Any, chart: Any, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cards with the pictures of works."""
    pictures = pictures_of(viewer, chart, (card["public_id"] for card in found if card["kind"] == "artwork"))
    return [card | {"picture": pictures.get(card["public_id"])} for card in found]


def _became(one: dict[str, str], now: Shown | None) -> str:
    if now is None:
        return _("No longer there")
    if now.withdrawn:
        return became(now, "withdrawn")
    return "" if now.digest == one["digest"] else _("Changed since")


def _card(kind: str, public_id: str, words: str, label: str, now: Shown | None) -> dict[str, Any]:
    return {"kind": kind, "public_id": public_id, "words": said(kind, words), "label": label, "url": _address(now)}


def _address(one: Shown | None) -> str:
    if one is None or one.kind not in {"session", "artwork", "score"}:
        return ""  # the rest stands on the page of its session, which the first card opens
    try:
        return reverse(one.url_name, args=one.url_args)
    except NoReverseMatch:
        return ""  # a room that brings no page of its own for this
