"""A report as it goes on paper, after the consent gate: what leaves the record, and as whose.

Decided (and tested): a file leaves the record only while the client's yes to sharing with the care team
is in force, and shows the client as that yes says. Pictures need two more: keep, and photograph. All
three are asked at the moment of export; a report sealed last year does not carry last year's yes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pentimento.core.figures.thread_svg import draw
from pentimento.core.kernel.errors import NotFound, PentimentoError, Refused
from pentimento.practice.artworks.queries import content_of as picture_of
from pentimento.practice.artworks.queries import front_of, work_for, works_of
from pentimento.practice.clients.models import Client
from pentimento.practice.clients.queries import client_of
from pentimento.practice.records.models import Report
from pentimento.practice.records.press import Cited, Drawing, Paper, Part, Picture, Sealing, Set
from pentimento.practice.records.rules.reports import is_blank, sentences_in
from pentimento.practice.records.rules.shown import Shown
from pentimento.practice.records.rules.wording import bare, figure, quoted
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act

from .reports import Sealed, judged, sealed_of
from .threads import thread_of

FLOWING = frozenset({"attendance", "work", "artwork", "opinion", "recommendations"})
QUOTED_MOST = 420  # characters of a piece of evidence in the list at the end
WIDTH = 640.0
DRAWN_MOST = 40  # works shown by a picture on the axis: more would lie over each other, and weigh


def paper_of(viewer: Any, report: Report, *, on: date) -> Paper:
    """The whole report, ready for the press.

    Raises
    ------
    NeedsConsent
        If the client's yes to sharing is not in force on that day.
    Refused
        If the client is not to be named and the report names them.
    """
    client = client_of(viewer, report.chart)
    identity = shown_as(client, on=on)
    sealed = sealed_of(viewer, report) if report.is_signed else None
    _check_unnamed(report, client, identity)
    remarks = {key: _became(state, sealed.now.get(key)) for key, state in sealed.changed.items()} if sealed else {}
    numbers = _numbered(report)
    doubts = {} if sealed else judged(viewer, report).findings
    pictures, left_out = pictures_of(viewer, report, on=on)
    return Paper(
        title=report.title,
        language=get_language() or "en",
        facts=_facts(report, client, identity),
        parts=_parts(report, numbers, remarks, doubts),
        cited=_cited(numbers, remarks),
        fixed=_fixed(),
        notices=_notices(sealed, remarks, doubts, left_out),
        drawing=_drawing(viewer, report, on=on),
        pictures=pictures,
        sealing=_sealing(sealed) if sealed else None,
        author=report.signed_by.name if report.signed_by else "",
    )


def shown_as(client: Client, *, on: date) -> str:
    """How the client agreed to be shown to the team: ``named``, ``initials``, ``pseudonym`` or ``anonymous``."""
    gate.check(client.chart, Act.SHARE_TEAM, on=on)
    standing = next(one for one in gate.standings(client.chart, on=on) if one.act == Act.SHARE_TEAM)
    return str(standing.decision.identity) if standing.decision else "anonymous"


def pictures_of(viewer: Any, report: Report, *, on: date) -> tuple[tuple[Picture, ...], bool]:
    """Pictures of the chosen works, and whether consent kept any out."""
    wanted = list(report.includes.get("works", []))
    if not wanted:
        return (), False
    if gate.missing(report.chart, gate.PICTURE, on=on):
        return (), True
    found = [one for work in wanted if (one := _picture(viewer, report, work)) is not None]
    return tuple(found), False


def _picture(viewer: Any, report: Report, public_id: str) -> Picture | None:
    try:
        work = work_for(viewer, report.chart, public_id)
        front = front_of(viewer, work)
        if front is None or work.retracted_at is not None:
            return None
        content = b"".join(picture_of(front, "screen").opened())
    except (NotFound, PentimentoError):
        return None
    title = work.title or _("Untitled")
    day = formats.date_format(work.made_on, "j F Y")
    caption = ", ".join(part for part in (quoted(title), work.media, day) if part)
    return Picture(content, _("Artwork %(caption)s") % {"caption": caption}, caption)


def _check_unnamed(report: Report, client: Client, identity: str) -> None:
    if identity == "named":
        return
    names = {word for part in (client.given_name, client.family_name, client.preferred_name) for word in part.split()}
    text = " ".join([report.title, *(one["text"] for one in sentences_in(report.body))])
    if names & set(re.findall(r"\w[\w'’-]*", text.replace("’s", "").replace("'s", ""))):
        raise Refused("The client agreed to be shown without their name, and this report names them. Reword it first.")


def _name(client: Client, identity: str) -> str:
    if identity == "named":
        return client.name
    if identity == "initials":
        return " ".join(f"{word[0]}." for word in client.name.split())
    return client.number if identity == "pseudonym" else _("A client of this service")


def _facts(report: Report, client: Client, identity: str) -> tuple[tuple[str, str], ...]:
    frm, to = _day(report.period_from), _day(report.period_to)
    period = frm if frm == to else f"{frm} – {to}"
    found = [(_("Client"), _name(client, identity))]
    if identity == "named" and client.birth_date:
        found.append((_("Born"), _day(client.birth_date)))
    found.append((_("Period"), period))
    if report.addressed_to:
        found.append((_("For"), report.addressed_to))
    found.append((_("Written by"), ", ".join(p for p in (report.author.name, report.author.profession) if p)))
    if settings.PENTIMENTO_PRACTICE_NAME:
        found.append((_("Practice"), settings.PENTIMENTO_PRACTICE_NAME))
    return tuple(found)


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def _numbered(report: Report) -> dict[tuple[str, str], tuple[int, dict[str, str]]]:
    found: dict[tuple[str, str], tuple[int, dict[str, str]]] = {}
    for sentence in sentences_in(report.body):
        for one in sentence["evidence"]:
            found.setdefault((one["kind"], one["id"]), (len(found) + 1, one))
    return found


def _parts(report: Report, numbers: Any, remarks: Any, doubts: Any) -> tuple[Part, ...]:
    parts = []
    for section in report.body:
        rows = [one for one in section["sentences"] if not is_blank(one["text"])]
        if rows:
            said = tuple(_set(one, numbers, remarks, doubts) for one in rows)
            parts.append(Part(section["heading"], said, section["key"] in FLOWING))
    return tuple(parts)


def _set(one: Any, numbers: Any, remarks: Any, doubts: Any) -> Set:
    keys = [(e["kind"], e["id"]) for e in one["evidence"]]
    remark = _("not supported yet") if one["id"] in doubts else ""
    remark = next((remarks[key] for key in keys if key in remarks), remark)
    refs = tuple(sorted(numbers[key][0] for key in keys))
    return Set(one["text"], one["stance"] == "heading", refs, remark)


def _cited(numbers: Any, remarks: Any) -> tuple[Cited, ...]:
    return tuple(
        Cited(number, one["label"], _shortened(one["words"], one["kind"]), remarks.get(key, ""))
        for key, (number, one) in numbers.items()
    )


def _shortened(words: str, kind: str) -> str:
    whole = bare(words) if kind == "said" else words
    text = whole if len(whole) <= QUOTED_MOST else whole[:QUOTED_MOST].rsplit(" ", 1)[0] + " …"
    return f"“{text}”" if kind == "said" else text


def _became(state: str, now: Shown | None) -> str:
    if now is not None and now.after is not None and state == "withdrawn":
        return _("corrected since: %(figure)s") % {"figure": figure(now.after)}
    return {"amended": _("amended since"), "withdrawn": _("taken back since"), "gone": _("no longer there")}[state]


def _notices(sealed: Sealed | None, remarks: Any, doubts: Any, left_out: bool) -> tuple[str, ...]:
    found = []
    if sealed is None:
        found.append(_("This is a draft. It has not been sealed."))
    elif not sealed.whole:
        found.append(_("The seal does not match this text. Do not rely on it."))
    elif sealed.awaits:
        found.append(_("This report awaits a supervisor's co-signature."))
    if remarks:
        found.append(_("Some of what this report rests on was changed after it was sealed. It is marked where it is."))
    if doubts:
        found.append(_("Sentences without support are marked. The report cannot be sealed with them."))
    if left_out:
        found.append(_("Pictures are left out: the client's consent to keep and photograph works is not in force."))
    return tuple(found)


def _thumbs(works: Sequence[Any]) -> dict[str, str]:
    """The small pictures of works as they are put into a drawing, by public id."""
    found = {}
    for work in works:
        with suppress(PentimentoError):
            if work.front is not None:
                small = picture_of(work.front, "thumb")
                found[work.public_id] = f"data:{small.media_type};base64,{b64encode(b''.join(small.opened())).decode()}"
    return found


def _drawing(viewer: Any, report: Report, *, on: date) -> Drawing | None:
    if not report.includes.get("thread"):
        return None
    works = works_of(viewer, report.chart, frm=report.period_from, to=report.period_to)
    shown = len(works) <= DRAWN_MOST and not gate.missing(report.chart, gate.PICTURE, on=on)
    thread = thread_of(
        viewer,
        report.chart,
        start=report.period_from,
        end=report.period_to,
        today=report.period_to,
        linked=False,
        works=works,
        thumbs=_thumbs(works) if shown else {},
    )
    if not thread.lanes:
        return None
    counts = ", ".join(f"{lane.name}: {len(lane.things)}" for lane in thread.lanes)
    alt = _("Time axis of the period. %(counts)s.") % {"counts": counts}
    svg = draw(thread, width=WIDTH, label=alt, print_colours=True).markup
    return Drawing(svg, alt, _("Sessions, works, scores, goals and notes in the period"))


def _sealing(sealed: Sealed) -> Sealing | None:
    if sealed.seal is None:
        return None
    lines = [sealed.seal.signed_by.name]
    if sealed.seal.signed_by.profession:
        lines.append(sealed.seal.signed_by.profession)
    lines.append(_("Sealed %(at)s") % {"at": _moment(sealed.seal.signed_at)})
    if sealed.cosigned:
        names = {"name": sealed.cosigned.signed_by.name, "at": _moment(sealed.cosigned.signed_at)}
        lines.append(_("Co-signed by %(name)s, %(at)s") % names)
    return Sealing(tuple(lines), sealed.seal.digest)


def _moment(at: Any) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y, H:i")


def _fixed() -> dict[str, str]:
    return {
        "draft": _("Draft"),
        "evidence": _("What this report rests on"),
        "figures": _("The period in one view"),
        "pictures": _("Pictures of works"),
        "page": _("Page"),
    }
