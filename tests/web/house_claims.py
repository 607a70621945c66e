"""A framework, claims and corrections of a house: the trainee's, with the supervisor of the house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pentimento.core.reference.frameworks.framework import Framework, Level, Source, Statement, named_uuid
from pentimento.profession.portfolio.actions import assessments, claims, corrections
from pentimento.profession.portfolio.actions.frameworks import take_in
from pentimento.profession.portfolio.models import Evidence, Item
from web.access_table import Who

if TYPE_CHECKING:
    from web.house import House

ROOT = "33333333-3333-4333-8333-333333333333"
STATEMENTS = ("free", "draft", "waiting", "other", "called", "verified", "withdrawing", "expired", "stood")


def said(house: House, words: str) -> str:
    """Words of this house. Its mark is part of a client's name here, so it cannot stand alone in a portfolio."""
    return f"{words} x{house.mark}" if house.mark else words


def furnish(house: House) -> None:
    """Put one of everything into the house."""
    house.framework = take_in(content=_content(house.mark), by=None, at=house.now)
    house.statements = {
        item.code: item for item in Item.objects.filter(version=house.framework, is_heading=False).order_by("place")
    }
    house.statement = house.statements["free"]
    house.domain = Item.objects.get(version=house.framework, is_heading=True)
    assessments.say_where_i_stand(
        said={house.statements["stood"]: ("alone", said(house, "As I see it"))}, by=house.trainee, at=house.now
    )
    _corrections(house)
    _claims(house)


def _content(mark: str) -> Framework:
    root = named_uuid(ROOT, mark)
    head = Statement(named_uuid(root, "head"), "Holding", title="Holding", kind="Domain", is_heading=True)
    rests = (Source("standard", "A standard", "a-standard"),)
    said = [
        Statement(named_uuid(root, code), f"Does {code}.", code=code, title=code, parent=head.identifier,
                  level="entry", sources=rests)
        for code in STATEMENTS
    ]  # fmt: skip
    return Framework(root, "A framework", f"1{mark}", levels=(Level("entry", "Entry"), Level("lead", "Lead")),
                     statements=(head, *said), came_as="case")  # fmt: skip


def _corrections(house: House) -> None:
    def suggest(code: str) -> Any:
        return corrections.suggest(
            item=house.statements[code], about="statement", proposed={"statement": "Does it well."},
            why="Clearer", entry_key=f"{house.mark}{code}", by=house.by, at=house.now,
        )  # fmt: skip

    house.correction, house.correction_back = suggest("other"), suggest("called")


def _claim(house: House, code: str, *, sent: bool = True) -> Any:
    told = {"by": house.trainee, "at": house.now}
    claim = claims.begin(item=house.statements[code], entry_key=f"{house.mark}claim-{code}", **told)
    claim = claims.write(
        claim=claim, words=said(house, "This is how"), verifier=house.people[Who.SUPERVISOR], version=1, **told
    )
    claims.link(claim=claim, kind="outside", words=said(house, "Observed"), **told)
    return claims.send(claim=claim, **told) if sent else claim


def _claims(house: House) -> None:
    by = house.people[Who.SUPERVISOR]
    house.claim_draft = _claim(house, "draft", sent=False)
    house.claim_piece = Evidence.of_owner(house.trainee).get(claim=house.claim_draft)
    house.claim_waiting, house.claim_called = _claim(house, "waiting"), _claim(house, "called")
    house.claim_verified, house.claim_leaving = _claim(house, "verified"), _claim(house, "withdrawing")
    for claim in (house.claim_verified, house.claim_leaving):
        claims.verify(claim=claim, comment=said(house, "Seen"), years=1, by=by, at=house.now)
    house.claim_expired = _claim(house, "expired")
    long_ago = house.now - timedelta(days=800)
    claims.verify(claim=house.claim_expired, comment="", years=1, by=by, at=long_ago)
    house.claim_draft.refresh_from_db()
    house.claim = _claim(house, "other", sent=False)
    house.evidence = claims.link(
        claim=house.claim, kind="work", reference=house.work.public_id, place=house.chart.public_id,
        by=house.trainee, at=house.now,
    )  # fmt: skip
    claims.send(claim=house.claim, by=house.trainee, at=house.now)
