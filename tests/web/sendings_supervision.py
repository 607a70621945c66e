"""What stands in the addresses of supervision, hours, badges and library, and what a right form of them sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from factories import PASSWORD
from web.access_table import Who

if TYPE_CHECKING:
    from web.house import House

Places = dict[str, Any]
Fields = dict[str, Any]


def _at_the_table(house: House) -> Places:
    return {"meeting": house.supervising, "matter": house.matter_on}


GOES: dict[str, Callable[[House], Places]] = {
    **{f"portfolio:{name}": _at_the_table for name in ("meeting", "decide", "agree", "settle")},
    "portfolio:put-on": lambda h: {"meeting": h.supervising, "matter": h.matter},
    "portfolio:take-off": lambda h: {"matter": h.matter_off},
    "portfolio:withdraw-matter": lambda h: {"matter": h.matter_back},
    "portfolio:cancel-meeting": lambda h: {"meeting": h.table_to_cancel},
    "portfolio:confirm-meeting": lambda h: {"meeting": h.table_to_confirm},
    "portfolio:strike-meeting": lambda h: {"meeting": h.table_confirmed},
    "portfolio:hours-of": lambda h: {"person": h.trainee},
    "portfolio:end-pursuit": lambda h: {"pursuit": h.pursuit_to_end},
    "portfolio:badge-for-hours": lambda h: {"certificate": h.certificate_bare},
    "portfolio:badge-for-claim": lambda h: {"claim": h.claim_verified},
    "portfolio:library-export": lambda h: {"written": "bibtex"},
    "bring-to-supervision": lambda h: {"kind": "note", "reference": h.trainees},
}


def _meeting(house: House) -> Fields:
    return {
        "supervisor": house.people[Who.SUPERVISOR].public_id,
        "people": [house.trainee.public_id],
        "day": house.today.isoformat(),
        "time": "23:30",
        "minutes": "60",
        "way": "room",
        "entry_key": str(uuid4()),
    }


def _learning(house: House) -> Fields:
    return {
        "title": "A talk",
        "on": house.today.isoformat(),
        "hours": "1.5",
        "kind": "course",
        "topic": "ethics",
        "entry_key": str(uuid4()),
        "version": str(house.learning.version),
    }


def _none(house: House) -> Fields:
    return {}


FIELDS: dict[str, Callable[[House], Fields]] = {
    "bring-to-supervision": lambda h: {"words": "Stuck with it"},
    "plan-literature": lambda h: {"reference": h.reference.public_id},
    "portfolio:plan-meeting": _meeting,
    "portfolio:topic": lambda h: {"words": "Endings"},
    "portfolio:cancel-meeting": _none,
    "portfolio:decide": lambda h: {"words": "Offer paint", "version": str(h.supervising.version)},
    "portfolio:agree": lambda h: {"words": "Read a chapter", "owner": h.trainee.public_id},
    "portfolio:confirm-meeting": lambda h: {"people": [h.trainee.public_id], "minutes": "50"},
    "portfolio:strike-meeting": lambda h: {"strike-words": "The wrong day"},
    "portfolio:put-on": _none,
    "portfolio:take-off": _none,
    "portfolio:withdraw-matter": _none,
    "portfolio:settle": lambda h: {
        f"{h.matter_on.public_id}-words": "Try once more",
        f"{h.matter_on.public_id}-version": str(h.matter_on.version),
    },
    "portfolio:done": _none,
    "portfolio:pursue": lambda h: {"pursuit-towards": "lcat-new-york/licence", "pursuit-degree_on": "2023-07-01"},
    "portfolio:end-pursuit": _none,
    "portfolio:hold": lambda h: {
        "holding-name": "HCPC",
        "holding-since": "2020-01-01",
        "holding-entry_key": str(uuid4()),
    },
    "portfolio:strike-holding": _none,
    "portfolio:certify": lambda h: {"seal-password": PASSWORD, "seal-entry_key": str(uuid4())},
    "portfolio:learning": _learning,
    "portfolio:learning-entry": _learning,
    "portfolio:strike-learning": _none,
    "portfolio:badge": lambda h: {"words": "Counted twice"},
    "portfolio:badge-for-hours": _none,
    "portfolio:badge-for-claim": _none,
    "portfolio:library-import": lambda h: {"text": "@book{b, title={Another}}", "keep": "yes"},
    "portfolio:reference": lambda h: {"to": f"learning/{h.learning.public_id}", "words": "For the team"},
    "portfolio:untie": _none,
}
