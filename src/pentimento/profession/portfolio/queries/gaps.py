"""Where somebody stands, statement by statement: their own view, their supervisor's, and what is verified.

What the head of service and supervisors see here holds no words, only which of the four ways was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pentimento.core.figures.gaps import Mark, Row
from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Claim, ClaimState, Item, Level, Reading, Standing, Version
from pentimento.profession.portfolio.rules.assessments import STANDINGS
from pentimento.profession.portfolio.rules.claims import has_expired
from pentimento.trust.people.models import Person

from .frameworks import Section, levels_of, sections_of

STEP = {key: place for place, key in enumerate(STANDINGS)}


@dataclass(frozen=True, slots=True)
class Place:
    """How one person stands to one statement."""

    own: str = ""
    other: str = ""
    claim: str = ""  # waiting, verified or expired

    @property
    def differs(self) -> bool:
        """Whether both have said where, and not the same."""
        return bool(self.own and self.other and self.own != self.other)


NOWHERE = Place()
Places = dict[tuple[int, int], Place]  # (person, statement)


def places_of(people: Iterable[Person], version: Version, *, today: date) -> Places:
    """Where these people stand to the statements of a version. Two statements, however many people.

    The caller has asked `people.people_for` whose places the viewer may see.
    """
    keys = [person.pk for person in people]
    views: dict[tuple[int, int], dict[str, str]] = {}
    said = Reading.among(keys).filter(item__version=version, is_current=True).order_by("pk")
    for owner, item, is_own, standing in said.values_list("owner_id", "item_id", "is_own", "standing"):
        views.setdefault((owner, item), {})["own" if is_own else "other"] = standing
    claimed = Claim.among(keys).filter(item__version=version).exclude(state=ClaimState.WITHDRAWN).order_by("pk")
    for owner, item, state, expires in claimed.values_list("owner_id", "item_id", "state", "expires_on"):
        seen = views.setdefault((owner, item), {})
        if has_expired(state=state, expires=expires, today=today):
            seen["claim"] = "expired"
        elif state in {ClaimState.WAITING, ClaimState.VERIFIED}:
            seen["claim"] = str(state)
    return {key: Place(**seen) for key, seen in views.items()}


def picture_of(person: Person, version: Version, *, today: date) -> tuple[list[str], list[Row]]:
    """One person: a line a domain, a column a level. Five statements."""
    places, sections = places_of([person], version, today=today), sections_of(version)
    columns = _columns(levels_of(version), sections)
    rows = [
        Row(_name(section), tuple(_cell(section.items, level, person, places) for level in columns))
        for section in sections
    ]
    return _heads(columns), rows


def team_pictures(
    people: Sequence[Person], version: Version, *, today: date
) -> list[tuple[Section, list[str], list[Row]]]:
    """The team: for every domain a line a person, a column a level. Five statements, however many people."""
    places, sections = places_of(people, version, today=today), sections_of(version)
    columns = _columns(levels_of(version), sections)
    return [
        (
            section,
            _heads(columns),
            [
                Row(person.name, tuple(_cell(section.items, level, person, places) for level in columns))
                for person in people
            ],
        )
        for section in sections
    ]


def _columns(levels: Sequence[Level], sections: Sequence[Section]) -> list[Level | None]:
    """The levels, and a column for statements that have none, if there are any."""
    without = any(item.level_id is None for section in sections for item in section.items)
    return [*levels, None] if without else list(levels)


def _heads(columns: Sequence[Level | None]) -> list[str]:
    return [level.name if level else _("No level") for level in columns]


def _name(section: Section) -> str:
    return (section.heading.title or section.heading.statement) if section.heading else _("Other statements")


def _cell(items: Sequence[Item], level: Level | None, person: Person, places: Places) -> tuple[Mark, ...]:
    return tuple(
        mark_of(item, places.get((person.pk, item.pk), NOWHERE), person)
        for item in items
        if item.level_id == (level.pk if level else None)
    )


def mark_of(item: Item, place: Place, person: Person) -> Mark:
    """A statement as it is drawn, with everything that is drawn said in words."""
    said = [
        f"{item.code} {item.title or item.statement[:80]}".strip(),
        _("%(name)s: %(where)s") % {"name": person.name, "where": worded(place.own)},
        _("Supervisor: %(where)s") % {"where": worded(place.other)},
    ]
    if place.claim:
        said.append(CLAIMS[place.claim]())
    return Mark(
        label=". ".join(said) + ".",
        url=reverse("portfolio:statement", args=[item.public_id]),
        own=STEP.get(place.own),
        other=STEP.get(place.other),
        claim=place.claim,
    )


CLAIMS = {
    "waiting": lambda: _("Claim with the supervisor"),
    "verified": lambda: _("Claim verified"),
    "expired": lambda: _("Verification expired"),
}


def worded(standing: str) -> str:
    """A standing in words, or that nothing was said."""
    return str(Standing(standing).label).lower() if standing else _("not said")


@dataclass(frozen=True, slots=True)
class Own:
    """A statement with both views of where somebody stands, words included."""

    item: Item
    own: Reading | None
    other: Reading | None
    claim: Claim | None


def own_view(owner: Person, viewer: Person, section: Section) -> list[Own]:
    """One domain for a person's self-assessment or their supervisor's view of it. Two statements."""
    keys = [item.pk for item in section.items]
    rows = Reading.scoped(viewer).filter(owner=owner, item__in=keys, is_current=True).select_related("by")
    views = {(row.item_id, row.is_own): row for row in rows}
    claims = Claim.scoped(viewer).filter(owner=owner, item__in=keys).exclude(state=ClaimState.WITHDRAWN)
    by_item = {claim.item_id: claim for claim in claims}
    return [
        Own(item, views.get((item.pk, True)), views.get((item.pk, False)), by_item.get(item.pk))
        for item in section.items
    ]


def domain_for(public_id: str) -> tuple[Section, Item | None]:
    """A domain with its statements, and the domain that follows it. NotFound if there is none."""
    heading = Item.objects.filter(public_id=public_id, is_heading=True).select_related("version").first()
    if heading is None:
        raise NotFound
    sections = sections_of(heading.version)
    for place, section in enumerate(sections):
        if section.heading is not None and section.heading.pk == heading.pk:
            following = sections[place + 1].heading if place + 1 < len(sections) else None
            return section, following
    raise NotFound


def views_on(item: Item, owner: Person, viewer: Person) -> list[Reading]:
    """Every view of where somebody stands to one statement: today's, then earlier ones, each time their own first.

    One statement.
    """
    rows = Reading.scoped(viewer).filter(owner=owner, item=item).select_related("by")
    return list(rows.order_by("-is_current", "-is_own", "-at", "-pk"))
