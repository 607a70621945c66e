"""What stands in the addresses of frameworks and claims, and what a right form of them sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from factories import PASSWORD
from pentimento.core.reference.frameworks.case_writing import write_case
from pentimento.core.reference.frameworks.framework import Framework, Statement, named_uuid
from pentimento.profession.portfolio.forms.frameworks import packed
from web.access_table import Who

if TYPE_CHECKING:
    from web.house import House

Places = dict[str, Any]
Fields = dict[str, Any]
FIXED_CLAIMS = {"form": "case", "about": "statement"}


def _claim(name: str) -> Callable[[House], Places]:
    return lambda house: {"claim": getattr(house, name)}


def _persons(house: House) -> Places:
    return {"person": house.trainee, "domain": house.domain}


GOES_CLAIMS: dict[str, Callable[[House], Places]] = {
    "portfolio:person-gaps": lambda h: {"person": h.trainee},
    "portfolio:view-of": _persons,
    "portfolio:take-back": lambda h: {"correction": h.correction_back},
    **{f"portfolio:{name}": _claim("claim_draft") for name in ("claim", "send", "link-outside")},
    "claim-link": _claim("claim_draft"),
    "portfolio:unlink": lambda h: {"claim": h.claim_draft, "evidence": h.claim_piece},
    "portfolio:call-back": _claim("claim_called"),
    "portfolio:withdraw": _claim("claim_leaving"),
    "portfolio:renew": _claim("claim_expired"),
    "portfolio:reopen": _claim("claim_verified"),
    **{f"portfolio:{name}": _claim("claim_waiting") for name in ("remark", "verify", "send-back")},
}


def framework_file(house: House) -> bytes:
    """A framework that is not here yet."""
    root = named_uuid("44444444-4444-4444-8444-444444444444", house.mark or "one")
    statement = Statement(named_uuid(root, "a"), "Does a thing.", code="A", title="A thing")
    return write_case(Framework(root, "Another", "1", statements=(statement,)), changed={}, at="2026-01-01T00:00:00Z")


def _written(house: House) -> Fields:
    return {
        "words": "Said anew",
        "verifier": house.people[Who.SUPERVISOR].public_id,
        "version": str(house.claim_draft.version),
    }


def _none(house: House) -> Fields:
    return {}


def _piece(house: House) -> Fields:
    return {"client": house.chart.public_id, "piece": f"work:{house.work.public_id}", "words": "Made with me"}


FIELDS_CLAIMS: dict[str, Callable[[House], Fields]] = {
    "portfolio:starter": _none,
    "portfolio:take-in": lambda h: {"packed": packed(framework_file(h)), "name": "f.json"},
    "portfolio:correct": lambda h: {"statement": "Does it rightly.", "why": "Clearer", "entry_key": str(uuid4())},
    "portfolio:correction": lambda h: {"decision": "decline", "words": "It is right."},
    "portfolio:take-back": _none,
    "portfolio:begin": lambda h: {"entry_key": str(uuid4())},
    "portfolio:stand": lambda h: {f"stand_{h.statement.public_id}": "supported"},
    "portfolio:view-of": lambda h: {f"stand_{h.statements['stood'].public_id}": "supported"},
    "portfolio:claim": _written,
    "portfolio:send": _written,
    "portfolio:call-back": _none,
    "portfolio:withdraw": lambda h: {"why": "No longer"},
    "portfolio:renew": lambda h: {"entry_key": str(uuid4())},
    "portfolio:remark": lambda h: {"remark": "Well said"},
    "portfolio:link-outside": lambda h: {"outside": "A certificate of 2025"},
    "portfolio:unlink": _none,
    "portfolio:verify": lambda h: {"comment": "Seen", "years": "3", "password": PASSWORD},
    "portfolio:send-back": lambda h: {"why": "More on the ending"},
    "portfolio:reopen": lambda h: {"why": "It changed"},
    "claim-link": _piece,
}
