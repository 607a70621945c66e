"""A small framework, a person, their supervisor, and a claim on its way."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from factories import NOON, person, supervise
from pentimento.core.reference.frameworks.case import read_case
from pentimento.profession.portfolio.actions import claims
from pentimento.profession.portfolio.actions.frameworks import take_in
from pentimento.profession.portfolio.models import Item, Version
from pentimento.trust.people.models import Person

ROOT = "11111111-1111-4111-8111-111111111111"


def uuid(number: int) -> str:
    """The identifier of a made-up item."""
    return f"22222222-2222-4222-8222-{number:012d}"


def package(*, version: str = "1.0", items: list[dict[str, Any]] | None = None, ties: Any = None) -> dict[str, Any]:
    """A CASE package with a heading and two statements under it."""
    if items is None:
        items = [
            {"identifier": uuid(1), "fullStatement": "Holding", "CFItemType": "Domain"},
            {
                "identifier": uuid(2),
                "fullStatement": "Opens a session on time.",
                "humanCodingScheme": "H1",
                "educationLevel": ["entry"],
                "extensions": {"pentimento": {"sources": [{"kind": "task", "title": "Leading", "code": "19143"}]}},
            },
            {"identifier": uuid(3), "fullStatement": "Holds silence.", "humanCodingScheme": "H2"},
        ]
    if ties is None:
        ties = [child(10, 2, 1), child(11, 3, 1)]
    head = {"identifier": ROOT, "title": "A small framework", "creator": "Somebody", "version": version}
    return {"CFDocument": head, "CFItems": items, "CFAssociations": ties}


def child(number: int, of: int, under: int, kind: str = "isChildOf") -> dict[str, Any]:
    """An association between two items."""
    ends = {"originNodeURI": {"identifier": uuid(of)}, "destinationNodeURI": {"identifier": uuid(under)}}
    return {"identifier": uuid(number), "associationType": kind, **ends}


def as_bytes(content: dict[str, Any]) -> bytes:
    """A package as a file."""
    return json.dumps(content).encode()


def framework(**changes: Any) -> Version:
    """A small framework, taken in."""
    return take_in(content=read_case(as_bytes(package(**changes))).whole(), by=None, at=NOON)


def item(version: Version, code: str = "H1") -> Item:
    """A statement by its code."""
    return Item.objects.select_related("version__framework", "level", "parent").get(version=version, code=code)


def pair() -> tuple[Person, Person]:
    """A therapist and who supervises them."""
    therapist, supervisor = person("therapist", name="Thea Holm"), person("supervisor", name="Sue Visor")
    supervise(supervisor, therapist)
    return therapist, supervisor


def waiting_claim(owner: Person, verifier: Person, version: Version | None = None) -> Any:
    """A claim with evidence from outside, on the supervisor's desk."""
    claim = claims.begin(item=item(version or framework()), entry_key=str(uuid4()), by=owner, at=NOON)
    claim = claims.write(
        claim=claim, words="I open on time and close on time.", verifier=verifier, version=1, by=owner, at=NOON
    )
    claims.link(claim=claim, kind="outside", words="Observed in May by a colleague.", by=owner, at=NOON)
    return claims.send(claim=claim, by=owner, at=NOON)
