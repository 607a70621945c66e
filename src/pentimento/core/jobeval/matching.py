"""A job beside a profile, factor by factor, under rules that are data. It says what the rules say; people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .levels import Choice
from .scheme import Factor, Profile, Rules, Scheme
from .sentences import Sentence, said
from .totals import Job, total


class Relation(StrEnum):
    """How a job's level stands to a profile's."""

    SAME = "same"
    ABOVE = "above"
    BELOW = "below"
    BESIDE = "beside"  # between two levels of the profile, and neither of them
    OPEN = "open"  # some of the levels in question are the profile's, some are not


class Result(StrEnum):
    """What the rules say of job and profile."""

    PROFILE = "profile match"
    BAND = "band match"
    NONE = "no match"
    OPEN = "not settled"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One factor. ``distance`` is in levels to the nearest of the profile, the largest of all levels in question."""

    factor: int
    relation: Relation
    distance: int


@dataclass(frozen=True, slots=True)
class Match:
    """What the rules say, the factors behind it, and why."""

    result: Result
    comparisons: tuple[Comparison, ...]
    reasons: tuple[Sentence, ...]

    @property
    def varied(self) -> tuple[int, ...]:
        """Factors whose level is not the profile's."""
        return tuple(c.factor for c in self.comparisons if c.relation not in {Relation.SAME, Relation.OPEN})


def compare(factor: Factor, job: Sequence[Choice], profile: Sequence[Choice]) -> Comparison:
    """One factor of a job beside the same one of a profile. A level between two of the profile's is not in it."""
    wanted = sorted(factor.order[choice.level] for choice in profile)
    places = [factor.order[choice.level] for choice in job]
    distance = max(min(abs(place - one) for one in wanted) for place in places)
    inside = [place in wanted for place in places]
    if all(inside):
        relation = Relation.SAME
    elif any(inside):
        relation = Relation.OPEN
    elif all(place > wanted[-1] for place in places):
        relation = Relation.ABOVE
    elif all(place < wanted[0] for place in places):
        relation = Relation.BELOW
    else:
        relation = Relation.BESIDE
    return Comparison(factor.number, relation, distance)


def match(job: Job, profile: Profile, scheme: Scheme, rules: Rules | None = None) -> Match:
    """Hold a whole job against a profile.

    Raises
    ------
    Incomplete
        When a factor has no level yet.
    """
    rules = rules or scheme.rules
    bands = scheme.bands_of(total(job, scheme).totals)
    found = tuple(
        compare(factor, job[factor.number], profile.cell(factor.number).levels.choices) for factor in scheme.factors
    )
    if open_ones := [c.factor for c in found if c.relation is Relation.OPEN]:
        return Match(Result.OPEN, found, (said("Not settled yet: factor {factors}.", factors=_listed(open_ones)),))
    varied = [c for c in found if c.relation is not Relation.SAME]
    if not varied:
        return Match(Result.PROFILE, found, (said("Every factor has a level that the profile has."),))
    against = _against(varied, bands, profile, scheme, rules)
    if against:
        return Match(Result.NONE, found, tuple(against))
    words = "Within the variations that the rules allow: factor {factors}."
    return Match(Result.BAND, found, (said(words, factors=_listed([c.factor for c in varied])),))


def _against(
    varied: list[Comparison], bands: tuple[str, ...], profile: Profile, scheme: Scheme, rules: Rules
) -> list[Sentence]:
    """Why the rules refuse a band match; nothing where they do not."""
    reasons = []
    if fixed := [c.factor for c in varied if c.factor in rules.may_not_vary]:
        reasons.append(said("The rules let these not vary at all: factor {factors}.", factors=_listed(fixed)))
    if far := [c.factor for c in varied if c.distance > rules.max_level_distance]:
        words = "Further away than the rules allow, which is {most}: factor {factors}."
        reasons.append(said(words, most=rules.max_level_distance, factors=_listed(far)))
    if len(varied) > rules.max_varied_factors:
        words = "{many} factors vary; the rules allow {most}."
        reasons.append(said(words, many=len(varied), most=rules.max_varied_factors))
    if rules.stay_in_band and profile.printed_band:
        allowed = scheme.bands_named(profile.printed_band)
        if outside := [band for band in bands if band not in allowed]:
            words = "The levels can come to band {outside}; the profile is {band}."
            reasons.append(said(words, outside=", ".join(outside), band=profile.printed_band))
    return reasons


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
