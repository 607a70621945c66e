"""The matching sheet of one grading: every factor with its evidence, levels, points and place beside the profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pentimento.core.jobeval.levels import Choice
from pentimento.core.jobeval.matching import Comparison, Match, compare, match
from pentimento.core.jobeval.reading import rules_from
from pentimento.core.jobeval.scheme import Cell, Factor, Profile, Rules, Scheme
from pentimento.core.jobeval.sensitivity import Shift, sensitivity
from pentimento.core.jobeval.standing import Standing, standing
from pentimento.core.jobeval.totals import Attainable, Job, by_level, total
from pentimento.core.kernel.errors import NotFound
from pentimento.profession.grading.models import Agreed, Evidence, Grading, Judgement, Seat
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission

from . import posts, schemes
from .outcomes import sealed_content


@dataclass(frozen=True, slots=True)
class Said:
    """One member's level for a factor; ``row`` is None while there is none. ``hidden``: not for this viewer yet."""

    seat: Seat
    row: Judgement | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor of a sheet. ``choices`` are the levels in question: those agreed on, else those given so far."""

    factor: Factor
    cell: Cell
    said: tuple[Said, ...]
    agreed: Agreed | None
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    points: tuple[int, ...]
    comparison: Comparison | None

    @property
    def levels(self) -> str:
        return self.agreed.levels if self.agreed else ", ".join(map(str, self.choices))

    @property
    def differ(self) -> bool:
        """Whether the members gave different levels."""
        return len({one.row.levels for one in self.said if one.row and not one.hidden}) > 1

    @property
    def all_same(self) -> bool:
        """Whether every member gave a level, and the same one."""
        given = {one.row.levels if one.row and not one.hidden else "" for one in self.said}
        return len(given) == 1 and given != {""}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the levels in question come to: every total, where its ends stand, what moves it, what the rules say."""

    totals: Attainable
    bands: tuple[str, ...]
    lowest: Standing
    highest: Standing
    shifts: tuple[Shift, ...]
    match: Match


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a panel works with. ``reckoning`` is None while a factor has no level this viewer may see."""

    grading: Grading
    scheme: Scheme
    profile: Profile
    rules: Rules
    panel: tuple[Seat, ...]
    rows: tuple[FactorRow, ...]
    reckoning: Reckoning | None
    profile_totals: Attainable
    mine: Seat | None
    runs: bool

    @property
    def missing(self) -> list[int]:
        return [row.factor.number for row in self.rows if not row.choices]

    @property
    def unsettled(self) -> list[int]:
        return [row.factor.number for row in self.rows if row.agreed is None]

    @property
    def job(self) -> dict[int, tuple[Choice, ...]]:
        return {row.factor.number: row.choices for row in self.rows}

    @property
    def works(self) -> bool:
        """Whether this viewer works on the sheet, as a member of its panel or as who runs it."""
        return self.grading.is_open and (self.runs or self.mine is not None)

    def row(self, number: int) -> FactorRow:
        """One factor's row, or NotFound."""
        found = next((row for row in self.rows if row.factor.number == number), None)
        if found is None:
            raise NotFound
        return found


def seats_of(grading: Grading) -> tuple[Seat, ...]:
    """Who sits on the panel now, in the order in which they came."""
    rows = Seat.of(grading=grading, left_at__isnull=True).select_related("person").order_by("pk")
    return tuple(rows)


def sheet_of(viewer: Person, grading: Grading, *, on: date) -> Sheet:
    """The sheet as this viewer may see it. Whoever holds the post sees it once it is decided, without who gave what."""
    panel = seats_of(grading)
    mine = next((seat for seat in panel if seat.person_id == viewer.pk), None)
    runs = viewer.may(Permission.GRADING_RUN) and not posts.holds(viewer, grading.post, on=on)
    shelved = schemes.scheme_for(grading.scheme.mark)
    profile = shelved.scheme.profile(grading.profile)
    rules = _rules(grading, shelved)
    rows = _rows(viewer, grading, shelved.scheme, profile, panel, mine, runs)
    return Sheet(
        grading=grading,
        scheme=shelved.scheme,
        profile=profile,
        rules=rules,
        panel=panel,
        rows=rows,
        reckoning=reckon({row.factor.number: row.choices for row in rows}, profile, shelved.scheme, rules),
        profile_totals=by_level(profile, shelved.scheme),
        mine=mine,
        runs=runs,
    )


def reckon(job: Job, profile: Profile, scheme: Scheme, rules: Rules) -> Reckoning | None:
    """Add up a whole job; None where a factor has no level."""
    if not all(job.get(factor.number) for factor in scheme.factors):
        return None
    totals = total(job, scheme)
    return Reckoning(
        totals=totals,
        bands=scheme.bands_of(totals.totals),
        lowest=standing(totals.low, scheme),
        highest=standing(totals.high, scheme),
        shifts=sensitivity(job, scheme),
        match=match(job, profile, scheme, rules),
    )


def _rules(grading: Grading, shelved: schemes.Shelved) -> Rules:
    """The rules in force; of a decided grading those it was decided under."""
    outcome = posts.outcome_of(grading) if grading.is_decided else None
    if outcome is None:
        return schemes.rules_of(shelved)
    return rules_from(sealed_content(outcome)["rules"], shelved.scheme.by_number)


def _rows(
    viewer: Person,
    grading: Grading,
    scheme: Scheme,
    profile: Profile,
    panel: tuple[Seat, ...],
    mine: Seat | None,
    runs: bool,
) -> tuple[FactorRow, ...]:
    given: dict[tuple[int, int], Judgement] = {}
    if runs or mine:
        given = {(row.seat_id, row.factor): row for row in Judgement.scoped(viewer).filter(seat__in=panel)}
    agreed = {row.factor: row for row in Agreed.scoped(viewer).filter(grading=grading).select_related("recorded_by")}
    kept: dict[int, list[Evidence]] = {}
    rows = Evidence.scoped(viewer).filter(grading=grading, struck_at__isnull=True).select_related("added_by")
    for row in rows.order_by("pk"):
        kept.setdefault(row.factor, []).append(row)
    return tuple(
        _row(factor, profile, _said(factor.number, panel, given, mine), agreed.get(factor.number), kept)
        for factor in scheme.factors
    )


def _said(
    factor: int, panel: tuple[Seat, ...], given: dict[tuple[int, int], Judgement], mine: Seat | None
) -> tuple[Said, ...]:
    """Levels of the others stay hidden until one has given one's own: first each alone, then together."""
    waits = mine is not None and (mine.pk, factor) not in given
    return tuple(
        Said(seat, given.get((seat.pk, factor)), waits and seat is not mine and (seat.pk, factor) in given)
        for seat in panel
    )


def _row(
    factor: Factor,
    profile: Profile,
    said: tuple[Said, ...],
    agreed: Agreed | None,
    evidence: dict[int, list[Evidence]],
) -> FactorRow:
    cell = profile.cell(factor.number)
    texts = [agreed.levels] if agreed else [one.row.levels for one in said if one.row and not one.hidden]
    choices = _union(factor, texts)
    return FactorRow(
        factor=factor,
        cell=cell,
        said=said,
        agreed=agreed,
        evidence=tuple(evidence.get(factor.number, ())),
        choices=choices,
        points=tuple(sorted(factor.points_of(choices))),
        comparison=compare(factor, choices, cell.levels.choices) if choices else None,
    )


def _union(factor: Factor, texts: list[str]) -> tuple[Choice, ...]:
    """All levels named, each once, lowest first, with every letter somebody gave for it."""
    if len(set(texts)) == 1:
        return factor.read(texts[0]).choices
    named: dict[str, set[str]] = {}
    for choice in (choice for text in texts for choice in factor.read(text).choices):
        named.setdefault(choice.level, set()).update(choice.options)
    return tuple(Choice(one.name, tuple(sorted(named[one.name]))) for one in factor.levels if one.name in named)


def evidence_for(viewer: Person, grading: Grading, public_id: str) -> Evidence:
    """One piece of evidence, struck or not, or NotFound."""
    found = Evidence.scoped(viewer).filter(grading=grading, public_id=public_id).select_related("grading__post").first()
    if found is None:
        raise NotFound
    return found


def seat_for(grading: Grading, public_id: str) -> Seat:
    """One seat of a panel, or NotFound."""
    found = Seat.of(grading=grading, public_id=public_id).select_related("grading__post", "person").first()
    if found is None:
        raise NotFound
    return found


def levels_of(seat: Seat) -> dict[int, Judgement]:
    """What one member has given, by factor. For whoever writes at that seat."""
    return {row.factor: row for row in Judgement.of(seat=seat).select_related("written_by")}


def agreed_of(grading: Grading) -> dict[int, Agreed]:
    """What a panel agreed on so far, by factor. For whoever works on its sheet."""
    return {row.factor: row for row in Agreed.of(grading=grading).select_related("recorded_by")}
