"""What credentials ask for, read from the dated tables that ship. Every rule names its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.reference.shelf import Shelf, shipped

GROUPS = "supervision-groups.toml"
Made = TypeVar("Made")


class Counts(StrEnum):
    """What a need is counted from."""

    DIRECT = "direct"  # minutes in direct contact with clients
    PRACTICE = "practice"  # all minutes of practice, supervision and learning
    SUPERVISION = "supervision"  # minutes of confirmed supervision
    LEARNING = "learning"  # hours in the log of learning
    HOLDING = "holding"  # a credential that is held
    DEGREE = "degree"  # that the degree is completed
    GAP = "gap"  # the longest time without an entry in the log
    KINDS = "kinds"  # how many kinds of learning there are
    REFLECTED = "reflected"  # how many entries say what changed in practice


class InGroup(StrEnum):
    """What an hour of supervision in a group is worth."""

    WHOLE = "whole"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is asked for. ``says`` is the rule in our words; ``check`` what has to be looked up first."""

    key: str
    label: str
    counts: Counts
    says: str
    source: str
    in_force: date
    check: str
    hours: float = 0.0
    number: int = 0
    months: int = 0
    within_years: int = 0
    from_degree: bool = False
    group: InGroup = InGroup.WHOLE
    group_most: int | None = None
    supervisors: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    part_of: str = ""
    required_from: date | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What one credential asks for on one route, from the day ``in_force`` on."""

    route: str
    route_label: str
    in_force: date
    by_degree: bool  # the day of the degree decides which rules hold, not today
    by_degree_years: int  # for how many years after it
    source: str
    url: str
    check: str
    needs: tuple[Need, ...]

    def need(self, key: str) -> Need:
        """One need by its key."""
        return next(need for need in self.needs if need.key == key)


@dataclass(frozen=True, slots=True)
class Credential:
    """Something a body grants, and all the rules for it that are known, oldest first."""

    key: str
    name: str
    title: str
    body: str
    place: str
    rules: tuple[Rules, ...]

    def routes(self) -> dict[str, str]:
        """Route and what it is called, in the order of the table."""
        return {rules.route: rules.route_label for rules in self.rules}

    def rules_for(self, route: str, *, degree_on: date | None, on: date) -> Rules:
        """The rules that hold for somebody who took this route, on a day.

        Where the day of the degree decides, the rules of that day hold for as many years as the table
        says, and today's after that. Rules that were not yet in force on the deciding day do not hold.

        Raises
        ------
        NotFound
            When no rules were in force for that route on the day that decides.
        """
        known = [rules for rules in self.rules if rules.route == route]
        if not known:
            raise NotFound("{credential} has no route called {route}.", credential=self.name, route=route)
        held = [rules for rules in known if rules.in_force <= _deciding_day(rules, degree_on, on)]
        if not held:
            first = min(rules.in_force for rules in known)
            raise NotFound(
                "The rules for {credential} that are known here began on {first}. Earlier degrees have other rules.",
                credential=self.name,
                first=first.isoformat(),
            )
        return max(held, key=lambda rules: rules.in_force)


@dataclass(frozen=True, slots=True)
class GroupRule:
    """How large a supervision group may be. ``most`` is None where there is no limit."""

    key: str
    label: str
    place: str
    most: int | None
    in_force: date
    says: str
    source: str
    url: str
    check: str


def _deciding_day(rules: Rules, degree_on: date | None, on: date) -> date:
    if not rules.by_degree or degree_on is None:
        return on
    return degree_on if on < years_after(degree_on, rules.by_degree_years) else on


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for the 29th.

    >>> years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@cache
def credentials() -> tuple[Credential, ...]:
    """Every credential that ships, by name."""
    return read_credentials(shipped("credentials"))


def read_credentials(shelf: Shelf) -> tuple[Credential, ...]:
    """The credentials on a shelf, by name. Invalid where a table does not fit."""
    read = (_credential(shelf.toml(name), name) for name in shelf.names() if name != GROUPS)
    return tuple(sorted(read, key=lambda one: one.name))


def credential(key: str) -> Credential:
    """One credential. NotFound when none has this key."""
    for one in credentials():
        if one.key == key:
            return one
    raise NotFound("There are no rules for a credential called {key}.", key=key)


@cache
def group_rules() -> tuple[GroupRule, ...]:
    """Every rule about the size of a supervision group."""
    table = shipped("credentials").toml(GROUPS)
    return tuple(_strictly(GroupRule, {"most": None, **row}, GROUPS) for row in table["groups"])


def group_rule(key: str) -> GroupRule | None:
    """One rule, or None when there is none of that key: then nothing limits a group."""
    return next((rule for rule in group_rules() if rule.key == key), None)


def _credential(table: Mapping[str, Any], name: str) -> Credential:
    rules = tuple(_rules(row, name) for row in table["rules"])
    rest = {key: value for key, value in table.items() if key != "rules"}
    return _strictly(Credential, {**rest, "rules": tuple(sorted(rules, key=lambda one: one.in_force))}, name)


def _rules(row: Mapping[str, Any], name: str) -> Rules:
    rest = {key: value for key, value in row.items() if key not in {"needs", "decided_by", "decided_for_years"}}
    needs = tuple(_need(one, name) for one in row["needs"])
    keys = {need.key for need in needs}
    if len(keys) < len(needs) or any(need.part_of and need.part_of not in keys for need in needs):
        raise Invalid("The table {name} has two needs of one key, or a part of something unknown.", name=name)
    by_degree = row["decided_by"] == "degree"
    years = row.get("decided_for_years", 0)
    return _strictly(Rules, {**rest, "needs": needs, "by_degree": by_degree, "by_degree_years": years}, name)


def _need(row: Mapping[str, Any], name: str) -> Need:
    sets = {key: frozenset(row[key]) for key in ("supervisors", "holding", "topics") if key in row}
    plain = {key: value for key, value in row.items() if key != "since"}
    kinds = {"counts": Counts(row["counts"]), "group": InGroup(row.get("group", "whole"))}
    return _strictly(Need, {**plain, **sets, **kinds, "from_degree": row.get("since") == "degree"}, name)


def _strictly(made: type[Made], fields: Mapping[str, Any], name: str) -> Made:
    try:
        return made(**fields)
    except TypeError as wrong:
        raise Invalid("The table {name} does not fit: {reason}.", name=name, reason=str(wrong)) from None


@cache
def names_held() -> frozenset[str]:
    """Every credential that some rule asks somebody, or their supervisor, to hold."""
    needs = (need for one in credentials() for rules in one.rules for need in rules.needs)
    return frozenset(name for need in needs for name in need.holding | need.supervisors)
