"""Portfolios: where everybody says they stand, what they claim and what shows it, and two corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.people import PRACTICE
from pentimento.practice.records.models import Note, Report
from pentimento.profession.portfolio.actions import assessments, badges, claims, corrections, frameworks
from pentimento.profession.portfolio.models import Badge, Claim, Item, Reading
from pentimento.profession.portfolio.queries.badges import framework_of, statement_of
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act
from pentimento.trust.people.models import Person

# How each stands to the statements of a level, drawn from; nothing where they have not said.
STANDS: dict[str, dict[str, tuple[str, ...]]] = {
    "perry": {"entry": ("supported", "supported", "alone"), "practitioner": ("not_yet", "not_yet", "supported")},
    "imogen": {
        "entry": ("alone", "alone", "guiding"),
        "practitioner": ("alone", "alone", "supported"),
        "senior": ("supported", "not_yet", "supported"),
    },
    "tariq": {
        "entry": ("alone", "alone", "supported"),
        "practitioner": ("alone", "supported", "supported"),
        "senior": ("not_yet", "supported", "not_yet"),
    },
    "rosalind": {
        "entry": ("guiding",),
        "practitioner": ("guiding", "alone"),
        "senior": ("alone", "guiding", "alone"),
        "lead": ("supported", "not_yet", "supported"),
    },
    "augusta": {"senior": ("alone", "alone", "supported"), "lead": ("alone", "supported", "alone")},
}
WORDS = {
    ("perry", "M1.5"): "I still slip into meaning before I have finished looking.",
    ("imogen", "M2.9"): "The arithmetic is fine. Saying “it cannot be told” to a school is not.",
    ("tariq", "A2.2"): "I have tried it with made-up letters only.",
    ("rosalind", "M4.10"): "The hospital corridor show taught me how long taking down takes.",
}
SEEN_BY = "rosalind"  # who adds a view of those she supervises, on these parts
VIEWED = {"perry": ("M1", "D8.1"), "imogen": ("M2", "D6.2"), "tariq": ("M2",)}
KEY = "demo-"
SEED, OFTEN = 29, 0.82  # how many of the statements somebody says something about
LOWER, HIGHER = {"alone": "supported", "guiding": "alone"}, {"not_yet": "supported", "supported": "alone"}


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of the framework, of two rounds of standing, of claims, and of corrections."""
    today = practice.story.today

    def on(days: int, hour: int, deed: Callable[[datetime], object]) -> None:
        at = moment(today - timedelta(days=days), time(hour, 10))
        timeline.add(at, lambda: deed(at))

    on(430, 8, lambda at: frameworks.take_in_starter(by=practice.staff["augusta"], at=at))
    for place, key in enumerate(STANDS):
        on(110 - place, 13, lambda at, key=key: _stand(practice, key, at))  # type: ignore[misc]
    on(80, 17, lambda at: _view(practice, at))
    _tell_corrections(practice, on)
    _tell_claims(practice, on)


def _items(prefix: str = "") -> dict[str, Item]:
    rows = Item.objects.filter(is_heading=False, code__startswith=prefix).select_related("level").order_by("place")
    return {row.code: row for row in rows}


def _stand(practice: Practice, key: str, at: datetime) -> None:
    chance = np.random.default_rng([SEED, list(STANDS).index(key)])
    drawn: dict[str, tuple[str, ...]] = STANDS[key]
    said, sure = {}, {*WORDS, *((told[0], told[1]) for told in CLAIMS)}
    for code, item in _items().items():
        usual = drawn.get(item.level.key if item.level else "")
        if usual and ((key, code) in sure or chance.random() < OFTEN):
            said[item] = (usual[int(chance.integers(len(usual)))], WORDS.get((key, code), ""))
    assessments.say_where_i_stand(said=said, by=practice.staff[key], at=at)


def _view(practice: Practice, at: datetime) -> None:
    chance, supervisor = np.random.default_rng([SEED, len(STANDS)]), practice.staff[SEEN_BY]
    for key, prefixes in VIEWED.items():
        owner = practice.staff[key]
        own = Reading.of_owner(owner).filter(is_own=True, is_current=True).select_related("item")
        said = {}
        for row in own.order_by("pk"):
            if row.item.code.startswith(prefixes):
                turn = chance.random()
                other = LOWER if turn < 0.15 else HIGHER if turn < 0.4 else {}
                said[row.item] = (other.get(row.standing, row.standing), "")
        if said:
            assessments.add_view(owner=owner, said=said, by=supervisor, at=at)


def _tell_corrections(practice: Practice, on: Callable[..., None]) -> None:
    people = practice.staff

    def suggest(code: str, by: str, why: str, at: datetime, **proposed: str) -> None:
        about = next(iter(proposed))
        item = _items(code)[code]
        said = {"kind": "standard", "title": proposed["source"]} if about == "source" else proposed
        corrections.suggest(
            item=item, about=about, proposed=said, why=why, entry_key=KEY + code.replace(".", "-"), by=people[by], at=at
        )

    def answer(code: str, accept: bool, words: str, at: datetime) -> None:
        row = _items(code)[code].corrections.get()
        corrections.answer(correction=row, accept=accept, words=words, by=people["rosalind"], at=at)

    wording = (
        "Opens and closes an individual session on time, keeps the space, the materials and the client safe in "
        "between, and leaves silence long enough for the client to begin, or not to."
    )
    on(
        70,
        12,
        lambda at: suggest("M1.3", "perry", "Some do not begin, and that is a session too.", at, statement=wording),
    )
    on(66, 16, lambda at: answer("M1.3", True, "Yes. Not beginning is not a failure of the session.", at))
    on(60, 12, lambda at: suggest("D8.1b", "tariq", "Belongs with practitioners; trainees are told to end.", at,
                                  level="practitioner"))  # fmt: skip
    on(52, 9, lambda at: answer("D8.1b", False, "Bearing it with support is exactly what the first year is for.", at))
    on(6, 15, lambda at: suggest("M1.4", "clement", "The cupboard rules on the wall say where it comes from.", at,
                                 source="House rules for the studio, sharps and solvents"))  # fmt: skip


# Who claims what, in which words; days ago of beginning, sending and deciding; who decides what.
Told = tuple[str, str, str, str, tuple[int, int, int], str, str]
CLAIMS: tuple[Told, ...] = (
    ("imogen", "M2.3", "I sit level with the table and name what the paint does before I ask what it could be. When "
     "somebody freezes I move closer to the material, not to the person, and offer the next smaller step.",
     "note", (64, 62, 58), "verify", "I watched two sessions through the screen. The timing is the skill here."),
    ("imogen", "M2.6", "Each conclusion in my reports stands next to what it rests on; what the client thinks of it is "
     "in their words, and the last paragraph says what we do not know.",
     "report", (55, 50, 47), "verify", "Read beside the record. Nothing claimed that was not there."),
    ("imogen", "M2.9", "I put the change beside the measure's own error and say when it cannot be told.",
     "note", (12, 5, 0), "", ""),
    ("imogen", "A2.3", "Asked by a school to run drawings through a mood reader, I declined in writing and offered a "
     "description of the works instead.", "outside", (3, 0, 0), "", ""),
    ("tariq", "M2.2", "Plans of ten sessions, with what would be enough written in from the start.",
     "note", (20, 9, 0), "", ""),
    ("tariq", "M3.3", "I have worked through a destroyed picture once and would like to claim it.",
     "note", (48, 44, 40), "verify", "One rupture, well held."),
    ("perry", "M1.6", "I write the note before I leave the building. What I am unsure of says so.",
     "note", (40, 36, 33), "verify", "Twelve notes in a row, all the same day."),
    ("perry", "M1.5", "I describe first and mark my guesses.", "note", (18, 14, 10), "return",
     "Good start. In the second half you say “clearly” where you mean “perhaps”. Link one where you kept it apart."),
    ("rosalind", "M3.10", "Supervision from notes and artwork, aims in writing, hard things said in the second "
     "month rather than the eleventh.", "outside", (15, 11, 0), "", ""),
)  # fmt: skip
# Verified for one year, more than a year ago.
EXPIRED = ("rosalind", "M3.8", "In the conference of last autumn I said why I would not discharge yet, and what would "
           "change my mind. We agreed to look again in four weeks.", "One disagreement, carried openly to its end.",
           (420, 412, 402))  # fmt: skip
BADGES = (("imogen", "M2.3", 50), ("perry", "M1.6", 30))  # days ago; the second is withdrawn
WITHDRAWN_BADGE = ("perry", "M1.6", "The statement was worded anew; a badge for the new wording follows.", 8)
WITHDRAWN = ("tariq", "M3.3", "One case is not enough. I withdraw it until there are more.", 26)
OUTSIDE = {
    "A2.3": "My letter to the school of 3 March, kept by the head of service.",
    "M3.10": "Feedback of two former trainees, collected by the university.",
}


def _tell_claims(practice: Practice, on: Callable[..., None]) -> None:
    for told in CLAIMS:
        _tell_claim(practice, on, told)
    _tell_expired(practice, on)
    _tell_badges(practice, on)
    key, code, why, days = WITHDRAWN
    on(days, 12, lambda at: claims.withdraw(claim=_claim(practice, key, code), why=why, by=practice.staff[key], at=at))


def _tell_expired(practice: Practice, on: Callable[..., None]) -> None:
    key, code, words, comment, (begun, sent, decided) = EXPIRED
    owner, head = practice.staff[key], practice.staff["augusta"]
    on(begun, 18, lambda at: _begin(owner, code, words, "outside", head, at))
    on(sent, 17, lambda at: claims.send(claim=_claim(practice, key, code), by=owner, at=at))
    on(decided, 16, lambda at: _decide(_claim(practice, key, code), "verify", comment, head, at, years=1))


def _tell_badges(practice: Practice, on: Callable[..., None]) -> None:
    for key, code, days in BADGES:
        on(days, 15, lambda at, k=key, c=code: _give_badge(_claim(practice, k, c), practice.staff[SEEN_BY], at))
    key, code, why, days = WITHDRAWN_BADGE

    def take_back(at: datetime) -> None:
        row = Badge.of_owner(practice.staff[key]).select_related("issued_by").get(about=Badge.For.CLAIM)
        badges.withdraw_badge(badge=row, why=why, by=practice.staff[SEEN_BY], at=at)

    on(days, 15, take_back)


def _give_badge(claim: Claim, by: Person, at: datetime) -> None:
    said = {"statement": statement_of(claim), "framework": framework_of(claim), "practice": PRACTICE}
    badges.issue_for_claim(claim=claim, **said, by=by, at=at)


def _tell_claim(practice: Practice, on: Callable[..., None], told: Told) -> None:
    key, code, words, kind, (begun, sent, decided), decision, comment = told
    owner, verifier = practice.staff[key], practice.staff["augusta" if key == "rosalind" else "rosalind"]
    on(begun, 18, lambda at: _begin(owner, code, words, kind, verifier, at))
    if sent:
        on(sent, 17, lambda at: claims.send(claim=_claim(practice, key, code), by=owner, at=at))
    if decision:
        on(decided, 16, lambda at: _decide(_claim(practice, key, code), decision, comment, verifier, at))


def _claim(practice: Practice, key: str, code: str) -> Claim:
    return Claim.of_owner(practice.staff[key]).select_related("owner", "item").get(item__code=code)


def _begin(by: Person, code: str, words: str, kind: str, verifier: Person, at: datetime) -> None:
    claim = claims.begin(item=_items(code)[code], entry_key=KEY + code.replace(".", "-"), by=by, at=at)
    claim = claims.write(claim=claim, words=words, verifier=verifier, version=claim.version, by=by, at=at)
    row = _latest(by, kind, at)
    if row is None:
        told = OUTSIDE.get(code, "Observed by my supervisor this spring.")
        claims.link(claim=claim, kind="outside", words=told, by=by, at=at)
    else:
        claims.link(claim=claim, kind=kind, reference=row.public_id, place=row.chart.public_id, by=by, at=at)


def _latest(by: Person, kind: str, at: datetime) -> Any:
    """The note or report this person sealed last of a client who lets it be shown in supervision, if there is one."""
    if kind == "outside":
        return None
    rows: Any = Note.scoped(by) if kind == "note" else Report.scoped(by)
    sealed = rows.filter(author=by, signed_at__isnull=False).select_related("chart").order_by("-signed_at", "-pk")
    shared = (row for row in sealed[:30] if gate.allows(row.chart, Act.SUPERVISE, on=at.date()))
    return next(shared, None)


def _decide(claim: Claim, decision: str, comment: str, verifier: Person, at: datetime, *, years: int = 3) -> None:
    if decision == "verify":
        claims.verify(claim=claim, comment=comment, years=years, by=verifier, at=at)
    else:
        claims.send_back(claim=claim, why=comment, by=verifier, at=at)
