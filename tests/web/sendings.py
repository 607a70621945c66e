"""For every address: which rows of a house stand in it, and what a right form of it sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.scoring.forms import form_of
from factories import PASSWORD
from pentimento.practice.artworks.actions import lend_camera
from pentimento.practice.records.models import Note
from pentimento.profession.ledger.queries import policy_for
from pentimento.trust.identifiers import new_public_id
from pentimento.web.catalogue import addresses
from web.access_table import Who
from web.house import House, small_picture
from web.sendings_claims import FIELDS_CLAIMS, FIXED_CLAIMS, GOES_CLAIMS, framework_file
from web.sendings_posts import FIXED_POSTS, GOES_POSTS, SENDS_POSTS
from web.sendings_supervision import FIELDS as SUPERVISION_FIELDS
from web.sendings_supervision import GOES as SUPERVISION_GOES

PATTERNS = {name: pattern for name, pattern, _view in addresses()}
FIXED = {
    "occupation": "29-1129.01",
    "task": "19154",
    "size": "thumb",
    "element": "filled-area",
    "instrument": "gad-7",
    "number": "2",
    "picture": "A" * 22,  # one that nobody sends
    "kind": "need",
    **FIXED_POSTS,
    **FIXED_CLAIMS,
    "written": "bibtex",
}
Places = dict[str, Any]


def parts_of(name: str) -> list[str]:
    """The parts of an address that stand for rows or kinds."""
    return [piece.split(">")[0].split(":")[-1] for piece in PATTERNS[name].split("<")[1:]]


def usual(house: House, part: str) -> Any:
    """What stands in a part unless an address wants something else."""
    if part in FIXED:
        return FIXED[part]
    named = {
        "appointment": house.coming,
        "person": house.people[Who.HEAD_ON_TEAM],
        "parent": house.draft,
        "part": house.need,
    }
    return named.get(part) or getattr(house, part)


# Addresses in which other rows stand than the usual ones.
GOES: dict[str, Callable[[House], Places]] = {
    "clients:decide": lambda h: {"chart": h.waiting.chart, "referral": h.waiting_referral},
    "clients:refer-again": lambda h: {"chart": h.past.chart},
    "clients:leave-team": lambda h: {"person": h.trainee},
    "clients:end-precautions": lambda h: {"entry": h.precaution},
    "clients:end-guardians": lambda h: {"entry": h.guardian},
    "clients:end-contacts": lambda h: {"entry": h.contact},
    "clients:restore-precautions": lambda h: {"entry": h.ended_precaution},
    "clients:restore-guardians": lambda h: {"entry": h.ended_guardian},
    "clients:restore-contacts": lambda h: {"entry": h.ended_contact},
    "encounters:open": lambda h: {"appointment": h.due},
    "encounters:miss": lambda h: {"appointment": h.due},
    "encounters:restore": lambda h: {"appointment": h.cancelled},
    "encounters:reopen": lambda h: {"session": h.closed},
    "encounters:unstrike": lambda h: {"entry": h.struck},
    "artworks:restore": lambda h: {"work": h.retracted},
    "artworks:strokes": lambda h: {"work": h.drawn},
    "artworks:export": lambda h: {"work": h.drawn, "form": "png"},
    "artworks:making": lambda h: {"work": h.drawn},
    "artworks:making-map": lambda h: {"work": h.drawn, "which": "time"},
    "outcomes:schedule": lambda h: {"instrument": "phq-9"},
    "outcomes:resume-schedule": lambda h: {"schedule": h.ended_schedule},
    "records:plan-remove": lambda h: {"kind": "intervention", "part": h.intervention},
    "records:note": lambda h: {"session": h.sealed},
    "records:note-save": lambda h: {"session": h.closed},
    "records:note-rebuild": lambda h: {"session": h.closed},
    "records:note-sign": lambda h: {"session": h.closed},
    "records:note-amend": lambda h: {"session": h.sealed},
    "records:note-cosign": lambda h: {"session": h.trainees},
    "records:process-note": lambda h: {"session": h.sealed},
    "records:report-cosign": lambda h: {"report": h.trainees_report},
    "records:ending-begin": lambda h: {"chart": h.fresh.chart},
    "ledger:take-back": lambda h: {"entry": h.logged},
    "ledger:take-up": lambda h: {"entry": h.logged},
    "ledger:settle": lambda h: {"entry": h.logged},
    "ledger:give-back": lambda h: {"supply": h.bought},
    "ledger:put-back": lambda h: {"supply": h.unwanted},
    **SUPERVISION_GOES,
    **GOES_POSTS,
    **GOES_CLAIMS,
}
QUERIES: dict[str, Callable[[House], str]] = {
    "encounters:book": lambda h: f"?client={h.chart.public_id}",
    "side-by-side": lambda h: f"?work={h.work.public_id}&work={h.drawn.public_id}",
}


def special_of(name: str, house: House, part: str) -> Any:
    """What of this house stands in one part of this address."""
    return GOES.get(name, lambda h: {})(house).get(part) or usual(house, part)


def address(name: str, house: House, **places: Any) -> str:
    """An address with rows of this house in it, or with other rows where they are given."""
    there = {part: places.get(part) or special_of(name, house, part) for part in parts_of(name)}
    query = QUERIES.get(name, lambda h: "")(house)
    return reverse(name, kwargs={part: getattr(row, "public_id", row) for part, row in there.items()}) + query


@dataclass(frozen=True, slots=True)
class Sending:
    """What a form sends: text fields, and files by their field."""

    fields: dict[str, Any] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def body(self, **changed: Any) -> dict[str, Any]:
        """Ready for a test browser."""
        files = {name: SimpleUploadedFile(called, content) for name, (called, content) in self.files.items()}
        return {**self.fields, **files, **changed}


def _time(house: House, *, days: int) -> dict[str, str]:
    begins = timezone.localtime(house.now + timedelta(days=days))
    return {"day": begins.date().isoformat(), "time": "09:00", "minutes": "50", "place": "Room 2"}


def _label(house: House) -> dict[str, Any]:
    return {"title": "A new name", "made_on": house.today.isoformat(), "makers": ["client"], "made_with": "Chalk"}


def _asked(house: House) -> dict[str, Any]:
    return {"received_on": house.today.isoformat(), "source": "gp", "reason": "Sleeps badly", "entry_key": _key()}


def _key() -> str:
    return str(uuid4())


def _picture() -> dict[str, tuple[str, bytes]]:
    return {"picture": ("drawing.png", small_picture((90, 160, 40)))}


def _note(house: House) -> dict[str, Any]:
    note = Note.of_chart(house.chart).get(encounter=house.closed)
    texts = {f"section_{one['key']}": "What was seen and said" for one in note.sections}
    return {"template": note.template, "version": str(note.version), **texts}


def _phone_code(house: House) -> dict[str, str]:
    """A code is for one phone: each that comes has another."""
    return {"code": lend_camera(encounter=house.session, by=house.by, at=timezone.now())[1]}


def _items(count: int, weight: str = "1") -> dict[str, str]:
    return {f"item_{number}": weight for number in range(1, count + 1)}


def _sending_of(fields: Callable[[House], dict[str, Any]]) -> Callable[[House], Sending]:
    return lambda house: Sending(fields(house))


def _with_files(
    said: Callable[[House], tuple[dict[str, Any], dict[str, tuple[str, bytes]]]],
) -> Callable[[House], Sending]:
    return lambda house: Sending(*said(house))


SENDS: dict[str, Callable[[House], Sending]] = {
    "take-back": lambda h: Sending({"password": PASSWORD}),
    "sign-in": lambda h: Sending({"email": h.by.email, "password": PASSWORD}),
    "sign-out": lambda h: Sending(),
    "clients:new": lambda h: Sending(
        {
            "given_name": "Ida",
            "family_name": "Newcomer",
            "lead": h.by.public_id,
            "somebody_else": "on",
            **_asked(h),
        }
    ),
    "artworks:session-phone": lambda h: Sending(),
    "artworks:phone": _sending_of(_phone_code),
    "artworks:phone-pictures": lambda h: Sending(),
    "artworks:phone-picture": lambda h: Sending(),
    "clients:details": lambda h: Sending({"given_name": "Adah", "version": str(h.client.version)}),
    "clients:refer-again": lambda h: Sending(_asked(h)),
    "clients:decide": lambda h: Sending({"outcome": "accepted", "on": h.today.isoformat()}),
    "clients:team": lambda h: Sending({"person": h.people[Who.OTHER_TEAM].public_id}),
    "clients:leave-team": lambda h: Sending(),
    "clients:lead": lambda h: Sending(),
    "clients:consent": lambda h: Sending(
        {
            "acts": ["photograph"],
            "agreed": "yes",
            "giver": "client",
            "identity": "anonymous",
            "starts_on": h.today.isoformat(),
        }
    ),
    "clients:take-back": lambda h: Sending({"on": h.today.isoformat(), "reason": "Changed my mind"}),
    "clients:precautions": lambda h: Sending({"kind": "sharps", "words": "No scissors"}),
    "clients:guardians": lambda h: Sending({"name": "Ivy", "relation": "Aunt"}),
    "clients:contacts": lambda h: Sending({"name": "Jo", "role": "GP"}),
    **{
        f"clients:{verb}-{kind}": lambda h: Sending()
        for verb in ("end", "restore")
        for kind in ("precautions", "guardians", "contacts")
    },
    "encounters:book": lambda h: Sending(
        {
            "client": h.chart.public_id,
            "therapist": h.by.public_id,
            "entry_key": _key(),
            **_time(h, days=20),
        }
    ),
    "encounters:move": lambda h: Sending(
        {"therapist": h.by.public_id, "version": str(h.coming.version), **_time(h, days=21)}
    ),
    **{f"encounters:{name}": lambda h: Sending() for name in ("cancel", "restore", "miss", "close", "reopen")},
    "encounters:open": lambda h: Sending({"directive": "Draw a house"}),
    "encounters:directive": lambda h: Sending({"directive": "Draw a tree", "version": str(h.session.version)}),
    "encounters:save": lambda h: Sending({"pad": "seen", "text": "A red house", "client_key": _key(), "version": "0"}),
    "encounters:media": lambda h: Sending({"medium": "Pencil"}),
    "encounters:strike": lambda h: Sending(),
    "encounters:unstrike": lambda h: Sending(),
    "encounters:form-group": lambda h: Sending({"name": "Friday studio"}),
    "encounters:join": lambda h: Sending({"client": h.fresh.chart.public_id}),
    "encounters:leave": lambda h: Sending(),
    "encounters:return": lambda h: Sending(),
    "encounters:end": lambda h: Sending(),
    "encounters:meet": lambda h: Sending({"entry_key": _key(), **_time(h, days=22)}),
    "encounters:move-meeting": lambda h: Sending({"entry_key": _key(), **_time(h, days=23)}),
    "encounters:cancel-meeting": lambda h: Sending(),
    "artworks:add": lambda h: Sending(_label(h) | {"upload_key": _key()}, _picture()),
    "artworks:session-works": lambda h: Sending({"upload_key": _key()}, _picture()),
    "artworks:add-view": lambda h: Sending(
        {"view-view": "back", "view-upload_key": _key()}, {"view-picture": _picture()["picture"]}
    ),
    "artworks:describe": lambda h: Sending({**_label(h), "version": str(h.work.version)}),
    "artworks:title": lambda h: Sending({"title": "Another name", "version": str(h.work.version)}),
    "artworks:retract": lambda h: Sending(),
    "artworks:restore": lambda h: Sending(),
    "artworks:rotate": lambda h: Sending({"degrees": "90"}),
    "artworks:measure": lambda h: Sending(),
    "measure-beside": lambda h: Sending({"work": [h.work.public_id, h.drawn.public_id]}),
    "artworks:begin-drawing": lambda h: Sending(),
    "artworks:drawing": lambda h: Sending(),
    "artworks:review": lambda h: Sending(),
    "artworks:decide": lambda h: Sending({f"{h.disposition.public_id}-choice": "keep"}),
    "outcomes:import": lambda h: Sending(files={"form_file": ("form.json", json.dumps(form_of()).encode())}),
    "outcomes:give": lambda h: Sending({"given_on": h.today.isoformat(), "entry_key": _key(), **_items(7)}),
    "outcomes:give-on-screen": lambda h: Sending({"entry_key": _key(), **{f"q{n}": "b" for n in range(7)}}),
    "outcomes:correct": lambda h: Sending({"given_on": h.today.isoformat(), "entry_key": _key(), **_items(9, "2")}),
    "outcomes:schedule": lambda h: Sending({"every_weeks": "3", "next_due": h.today.isoformat()}),
    "outcomes:end-schedule": lambda h: Sending(),
    "outcomes:resume-schedule": lambda h: Sending(),
    "outcomes:safety": lambda h: Sending({"what_was_done": "Asked, and agreed whom to ring"}),
    "records:plan-draft": lambda h: Sending(),
    "records:plan-drop": lambda h: Sending(),
    "records:plan-agree": lambda h: Sending({"on": h.today.isoformat(), "agreed_with": "Ada"}),
    "records:plan-add": lambda h: Sending({"words": "To sleep through", "entry_key": new_public_id()}),
    "records:plan-part": lambda h: Sending({"words": "To be among others", "version": str(h.need.version)}),
    "records:plan-remove": lambda h: Sending(),
    "records:plan-move": lambda h: Sending({"to": "down"}),
    "records:note-save": lambda h: Sending(_note(h)),
    "records:note-rebuild": lambda h: Sending({"template": "soap", "version": _note(h)["version"]}),
    "records:note-sign": lambda h: Sending({**_note(h), "password": PASSWORD}),
    "records:note-cosign": lambda h: Sending({"cosign-password": PASSWORD}),
    "records:note-amend": lambda h: Sending(
        {
            "amend-words": "Also this",
            "amend-reason": "Forgotten",
            "amend-password": PASSWORD,
            "amend-entry_key": new_public_id(),
        }
    ),
    "records:process-note": lambda h: Sending({"words": "My own thoughts", "version": "0"}),
    "records:session-goals": lambda h: Sending(
        {
            "goal": h.goal.public_id,
            f"{h.goal.public_id}-level": "1",
            f"{h.goal.public_id}-version": "0",
        }
    ),
    "records:session-aims": lambda h: Sending({"objectives": [h.objective.lineage]}),
    "records:report-new": lambda h: Sending({"kind": "progress", "period": "quarter", "entry_key": new_public_id()}),
    "records:report-save": lambda h: Sending({"title": "Progress", "version": str(h.report.version)}),
    "records:report-sign": lambda h: Sending(
        {"title": "Progress", "version": str(h.report.version), "password": PASSWORD}
    ),
    "records:report-evidence-save": lambda h: Sending({"version": str(h.report.version)}),
    "records:report-cosign": lambda h: Sending({"cosign-password": PASSWORD}),
    "records:ending-begin": lambda h: Sending(),
    "records:ending-goal": lambda h: Sending({f"{h.goal.public_id}-level": "1"}),
    "records:ending-summary": lambda h: Sending(),
    "records:ending-abandon": lambda h: Sending(),
    "ledger:settle": lambda h: Sending({"minutes": "5"}),
    "ledger:log": lambda h: Sending({"kind": "office", "minutes": "20", "entry_key": _key()}),
    "ledger:supplies": lambda h: Sending({"what": "Clay", "amount": "10 kg", "entry_key": _key()}),
    **{
        f"ledger:{name}": lambda h: Sending()
        for name in (
            *("take-back", "take-up", "withdraw", "restore", "apply", "set-aside"),
            *("buy", "give-back", "take-off", "put-back"),
        )
    },
    "ledger:trial": lambda h: Sending(
        {
            "on": h.today.isoformat(),
            "usual_minutes": "30",
            "minutes": "12",
            "mode": "helped",
            "result": "minor",
            "entry_key": _key(),
        }
    ),
    "ledger:policy": lambda h: Sending(
        {
            "stance": "human_with_ai",
            "reason": "Tried it, and it saves time",
            "review_on": (h.today + timedelta(days=90)).isoformat(),
            "answers": h.by.public_id,
            "number": str(policy_for("19154").policy.number),
        }
    ),
    "ledger:imports": lambda h: Sending(
        {"kind": "labels", "title": "Ours", "source": "Team day", "released": "2026", "licence": "own"},
        {"table": ("labels.csv", f"Task ID,exposure:{_key()[:8]}\n19154,E2\n".encode())},
    ),
    "records:ending-complete": lambda h: Sending({"ending": "planned", "on": h.today.isoformat()}),
    **{name: _sending_of(fields) for name, fields in SUPERVISION_FIELDS.items()},
    **{name: _with_files(said) for name, said in SENDS_POSTS.items()},
    **{name: _sending_of(fields) for name, fields in FIELDS_CLAIMS.items()},
    "portfolio:import": lambda h: Sending({}, {"file": ("f.json", framework_file(h))}),
}
