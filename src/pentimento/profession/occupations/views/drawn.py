"""Tasks and ratings with the small drawings beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pentimento.core.figures.ratings import Bar, bars, place_on
from pentimento.core.occupations.tasks import CORE_IMPORTANCE, CORE_RELEVANCE, OFTEN, Task

FIRST = 10  # elements shown before the rest is unfolded
BAR = 60  # how wide the bar of those who do it is at 100 %


@dataclass(frozen=True, slots=True)
class DrawnTask:
    """A task with its point on the scale of importance, its bars, and the sentence why it is core."""

    task: Task
    place: int | None
    relevance: int | None
    relevance_width: int
    bars: tuple[Bar, ...]
    often: str
    why: str


@dataclass(frozen=True, slots=True)
class DrawnElement:
    """An activity, a skill or a field of knowledge with its points for importance (1 to 5) and level (0 to 7)."""

    element: Any
    importance: int | None
    level: int | None


def tasks(found: Iterable[Task]) -> list[DrawnTask]:
    """Tasks ready to be drawn."""
    return [
        DrawnTask(
            task=task,
            place=_place(task.importance),
            relevance=None if task.relevance is None else round(task.relevance),
            relevance_width=round((task.relevance or 0) * BAR / 100),
            bars=bars(task.frequency),
            often=_often(task),
            why=_why(task),
        )
        for task in found
    ]


def elements(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Each kind of element with a heading, the first few apart from the rest. Kinds without any are left out."""
    titles = {
        "activities": _("Activities"),
        "skills": _("Skills"),
        "knowledge": _("Knowledge"),
        "abilities": _("Abilities"),
    }
    drawn = {kind: [_drawn(one) for one in ones] for kind, ones in found.items() if ones}
    return [
        {"kind": kind, "title": titles[kind], "first": ones[:FIRST], "rest": ones[FIRST:]}
        for kind, ones in drawn.items()
    ]


def _drawn(one: Any) -> DrawnElement:
    return DrawnElement(
        element=one,
        importance=_place(one.importance),
        level=None if one.level is None else place_on(one.level, least=0, most=7),
    )


def table_name(kind: str) -> str:
    """A table of a release as people call it: ``work-context`` is “Work context”."""
    return kind.replace("-", " ").capitalize()


def lines(found: dict[str, Any], titles: Sequence[str]) -> list[dict[str, Any]]:
    """Importance of each kind of element in the occupations of these titles, each with its place on the scale."""
    return [
        {"kind": kind, "rows": [(line.label, _beside(line.values, titles)) for line in ones]}
        for kind, ones in found.items()
    ]


def _beside(values: Sequence[float | None], titles: Sequence[str]) -> list[tuple[str, float | None, int | None]]:
    return [(title, value, _place(value)) for title, value in zip(titles, values, strict=True)]


def _place(value: float | None) -> int | None:
    return None if value is None else place_on(value, least=1, most=5)


def often_words() -> list[str]:
    """The seven answers in words, from least to most often."""
    return [
        _("Yearly or less"),
        _("A few times a year"),
        _("Monthly or more"),
        _("Weekly or more"),
        _("Daily"),
        _("Several times a day"),
        _("Hourly or more"),
    ]


def _often(task: Task) -> str:
    if not task.frequency:
        return ""
    most = max(range(len(OFTEN)), key=lambda place: task.frequency[place])
    return _("%(often)s (%(share)s %%)") % {"often": often_words()[most], "share": f"{task.frequency[most]:g}"}


def _why(task: Task) -> str:
    if task.relevance is None or task.importance is None:
        return _("Not enough was published to tell core from supplemental.")
    facts = {
        "relevance": f"{task.relevance:g}",
        "importance": f"{task.importance:g}",
        "least_relevance": f"{CORE_RELEVANCE:g}",
        "least_importance": f"{CORE_IMPORTANCE:.1f}",
    }
    if task.is_core:
        return (
            _(
                "Core: %(relevance)s %% do it, at least %(least_relevance)s %%, and its importance is %(importance)s, "
                "at least %(least_importance)s."
            )
            % facts
        )
    return (
        _(
            "Supplemental: core needs at least %(least_relevance)s %% who do it and an importance of at least "
            "%(least_importance)s; here it is %(relevance)s %% and %(importance)s."
        )
        % facts
    )
