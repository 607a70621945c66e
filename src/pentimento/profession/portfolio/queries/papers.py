"""Hours as they are drawn and set: the picture of the months, and the words of a certificate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from pentimento.core.figures.svg import element, finished
from pentimento.core.kernel.errors import Refused
from pentimento.profession.portfolio.models import Certificate
from pentimento.trust.signing.sealing import is_genuine

from .hours import Month

HIGH, FOOT = 132, 22
UNITS = {"hours": "h", "months": "months", "kinds": "kinds", "entries": "entries"}


def months_drawn(months: Sequence[Month]) -> SafeString:
    """Two bars for each month: hours with clients, and hours of supervision, on one scale."""
    most = max([1.0, *(max(month.direct, month.supervision) for month in months)])
    step = 100 / max(1, len(months))  # of the width there is: letters keep their size on any screen
    root = element(
        None,
        "svg",
        width="100%",
        height=HIGH + FOOT,
        class_="hours-svg",
        role="img",
        aria_label=gettext("Hours by month: with clients and in supervision"),
    )
    element(root, "line", x1=0, y1=HIGH, x2="100%", y2=HIGH, class_="ground")
    for place, month in enumerate(months):
        name = date_format(month.first, "F Y")
        group = element(root, "g", class_="month")
        told = gettext("%(month)s: %(direct)s h with clients, %(supervision)s h of supervision") % {
            "month": name,
            "direct": number_format(round(month.direct, 1)),
            "supervision": number_format(round(month.supervision, 1)),
        }
        element(group, "title", told)
        element(group, "rect", x=_across(place * step), y=0, width=_across(step), height=HIGH, class_="room")
        for shift, hours, kind in ((0.18, month.direct, "direct"), (0.52, month.supervision, "met")):
            high = (HIGH - 14) * hours / most
            x, width = _across((place + shift) * step), _across(step * 0.3)
            element(group, "rect", x=x, y=HIGH - high, width=width, height=high, class_=kind)
        if month.direct:
            words = number_format(round(month.direct))
            over = HIGH - (HIGH - 14) * month.direct / most - 4
            element(group, "text", words, x=_across((place + 0.33) * step), y=over)
        middle = _across((place + 0.5) * step)
        element(group, "text", date_format(month.first, "M"), x=middle, y=HIGH + 16, class_="name")
    return format_html("{}", finished(root))


def _across(part: float) -> str:
    """A length across, in hundredths of the width."""
    return f"{part:.3f}%"


def opened(row: Certificate) -> dict[str, Any]:
    """What the certificate says, after checking its seal.

    Raises
    ------
    Refused
        If the bytes are not those that were signed.
    """
    if not is_genuine(row.content, row.digest, bytes(row.signature)):
        raise Refused("The seal on this does not match its text. Tell whoever looks after this system.")
    content: dict[str, Any] = json.loads(row.content)
    return content


def paper_of(row: Certificate) -> dict[str, Any]:
    """A certificate in the reader's language, ready for the press."""
    said = opened(row)
    known = said["credential"]
    day = date_format(row.stands_on, "j F Y")
    signer = said["signed_by"]
    sealed_at = date_format(timezone.localtime(row.signed_at), "j F Y, H:i")
    return {
        "title": gettext("Certificate of hours"),
        "language": (get_language() or "en").partition("-")[0],
        "person": said["person"]["name"],
        "signer": signer["name"],
        "facts": _facts(said, day),
        "needs": [_need(one) for one in said["needs"]],
        "fixed": {
            "page": gettext("Page"),
            "counted": gettext("Counted on %(day)s for %(credential)s") % {"day": day, "credential": known["name"]},
            "heads": [gettext("Asked for"), gettext("Counted"), gettext("Wanted"), gettext("Stands")],
            "caveat": gettext(
                "Counted by Pentimento from sessions and confirmed supervision meetings, method %(method)s. "
                "Whether hours are accepted is decided by the body that grants the credential."
            )
            % {"method": said["method"]},
        },
        "sealing": [
            gettext("Sealed by %(name)s") % {"name": signer["name"]},
            f"{signer['profession']} · {sealed_at}" if signer["profession"] else sealed_at,
            gettext("Ed25519 signature of the practice, key %(key)s. SHA-256 of what was sealed:")
            % {"key": row.key_id},
        ],
        "digest": row.digest,
    }


def _facts(said: Mapping[str, Any], day: str) -> list[list[str]]:
    known, rules = said["credential"], said["rules"]
    facts = [
        [gettext("Credential"), f"{known['title']} ({known['name']}), {said['route']}"],
        [gettext("Granted by"), f"{known['body']}, {known['place']}"],
        [gettext("Rules"), f"{rules['source']}, {gettext('in force since')} {rules['in_force']}"],
        [gettext("As of"), day],
    ]
    if said["degree_on"]:
        facts.insert(1, [gettext("Degree"), str(said["degree_on"])])
    if rules["check"]:
        facts.append([gettext("To check"), rules["check"]])
    if name := settings.PENTIMENTO_PRACTICE_NAME:
        facts.insert(0, [gettext("Practice"), name])
    return facts


def _need(one: Mapping[str, Any]) -> dict[str, Any]:
    state = gettext("met") if one["met"] else gettext("waits") if one["waits"] else gettext("short")
    if one["short"] and not one["waits"]:
        state = gettext("%(short)s short") % {"short": in_unit(one["short"], one["unit"])}
    left = [
        gettext("Not counted: %(hours)s h, %(why)s")
        % {"hours": number_format(part["hours"]), "why": gettext(part["why"])}
        for part in one["left_out"]
    ]
    shares = [
        f"{part['name']}: {number_format(part['hours'])} h"
        + (f" ({', '.join(part['holds'])})" if part["holds"] else "")
        for part in one["shares"]
    ]
    hand = [_by_hand(one["by_hand"])] if one.get("by_hand") else []  # certificates sealed before do not tell
    return {
        "label": gettext(one["label"]),
        "have": in_unit(one["have"], one["unit"]),
        "want": in_unit(one["want"], one["unit"]),
        "met": one["met"],
        "state": state,
        "says": gettext(one["says"]),
        "source": one["source"],
        "lines": [*shares, *hand, *left, *([gettext(one["waits"])] if one["waits"] else [])],
        "checks": [gettext("To check: %(what)s") % {"what": one["check"]}] if one["check"] else [],
    }


def _by_hand(hours: float) -> str:
    return gettext("Of these logged by hand: %(hours)s h") % {"hours": number_format(hours)}


def in_unit(value: float, unit: str) -> str:
    """A number with its unit, or yes and no where something is held or done."""
    if unit in {"held", "done"}:
        return gettext("yes") if value else gettext("no")
    plain = int(value) if float(value).is_integer() else value
    return f"{number_format(plain, force_grouping=True)} {gettext(UNITS.get(unit, unit))}"
