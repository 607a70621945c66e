"""Graded posts beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from pentimento.core.jobeval.consistency import Graded, Question, questions
from pentimento.core.jobeval.scheme import Factor, Rules, Scheme
from pentimento.core.jobeval.totals import total
from pentimento.profession.grading.models import Agreed, Outcome
from pentimento.trust.people.models import Person

from .schemes import Shelved, rules_of


@dataclass(frozen=True, slots=True)
class Column:
    """One graded post: as people recorded it, and what its levels come to."""

    outcome: Outcome
    graded: Graded
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Line:
    """One factor across the posts, with how many levels lie between the lowest and the highest."""

    factor: Factor
    cells: tuple[tuple[str, str], ...]  # levels as agreed, their points
    spread: int


@dataclass(frozen=True, slots=True)
class Together:
    """Every post graded by one scheme, factor by factor, with what to look at again."""

    scheme: Scheme
    rules: Rules
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]


def together(viewer: Person, shelved: Shelved) -> Together:
    """The newest outcome of each post that there still is, under one scheme. Two statements."""
    rows = Outcome.scoped(viewer).filter(grading__scheme__mark=shelved.mark, grading__post__ended_on__isnull=True)
    newest: dict[int, Outcome] = {}
    for row in rows.select_related("grading", "grading__post", "grading__post__reports_to").order_by("pk"):
        newest[row.grading.post_id] = row
    outcomes = sorted(newest.values(), key=lambda one: (one.low, one.grading.post.title, one.pk))
    agreed: dict[int, dict[int, str]] = {}
    for level in Agreed.scoped(viewer).filter(grading__in=[one.grading_id for one in outcomes]):
        agreed.setdefault(level.grading_id, {})[level.factor] = level.levels
    columns = tuple(_column(one, agreed.get(one.grading_id, {}), shelved.scheme) for one in outcomes)
    rules = rules_of(shelved)
    found = questions([column.graded for column in columns], shelved.scheme, rules)
    return Together(shelved.scheme, rules, columns, tuple(_lines(columns, agreed, shelved.scheme)), found)


def _column(outcome: Outcome, levels: dict[int, str], scheme: Scheme) -> Column:
    post = outcome.grading.post
    graded = Graded(
        key=post.public_id,
        title=post.title,
        job={factor.number: factor.read(levels[factor.number]).choices for factor in scheme.factors},
        band=outcome.band,
        profile=outcome.grading.profile,
        reports_to=post.reports_to.public_id if post.reports_to else "",
    )
    totals = total(graded.job, scheme)
    return Column(outcome, graded, totals.low, totals.high)


def _lines(columns: tuple[Column, ...], agreed: dict[int, dict[int, str]], scheme: Scheme) -> list[Line]:
    lines = []
    for factor in scheme.factors:
        texts = [agreed[column.outcome.grading_id][factor.number] for column in columns]
        places = [factor.order[c.level] for column in columns for c in column.graded.job[factor.number]]
        cells = tuple(
            (text, " / ".join(map(str, sorted(factor.points_of(column.graded.job[factor.number])))))
            for text, column in zip(texts, columns, strict=True)
        )
        lines.append(Line(factor, cells, max(places, default=0) - min(places, default=0)))
    return lines
