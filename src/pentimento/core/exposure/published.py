"""What was published about the tasks of art therapists, read from its checked tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

from pentimento.core.kernel.provenance import Source
from pentimento.core.reference.shelf import shipped

from .arithmetic import Check, mean_of, same, share_of_whole, sum_of
from .inventory import tasks
from .labels import TaskLabels
from .scores import published_weights, score

SHELF = "exposure"
MOST_DIGITS = 4  # decimals that are shown; the value itself keeps all
LATER = "Nothing can be computed again from this figure alone."


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it was published, what it means, where it stands, and whether its arithmetic holds."""

    key: str
    group: str
    name: str
    value: float | str
    unit: str
    definition: str
    reads_on: str
    source: str
    release: str
    date: str
    licence: str
    check: Check
    digits: int | None = None  # decimals as printed, where zeros at the end count

    @property
    def shown(self) -> str:
        """The value for reading: as printed, and with four decimals where more were published."""
        if not isinstance(self.value, float):
            return str(self.value)
        if self.digits is not None:
            return f"{self.value:.{self.digits}f}"
        return min(f"{self.value:.{MOST_DIGITS}f}", str(self.value), key=len)

    @property
    def is_rounded(self) -> bool:
        """Whether more decimals were published than are shown."""
        return isinstance(self.value, float) and float(self.shown) != self.value

    def to_json(self) -> dict[str, Any]:
        """For other programs."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name not in {"check", "digits"}}
        return plain | {"check": {"holds": self.check.holds, "words": self.check.words}}


@cache
def published_labels() -> Mapping[str, TaskLabels]:
    """The labels of Eloundou et al. 2023 by task id."""
    found = {}
    for row in shipped(SHELF).csv("labels.csv"):
        by_scale: dict[str, dict[str, str]] = {"exposure": {}, "automation": {}}
        for column, label in row.items():
            scale, _, rater = column.partition(":")
            if rater:
                by_scale[scale][rater] = label
        found[row["task_id"]] = TaskLabels(row["task_id"], **by_scale)
    return found


@cache
def corpus_mean() -> float:
    """The mean exposure of all labelled tasks of all occupations, over the three raters (0.308)."""
    return fmean(shipped(SHELF).toml("published.toml")["corpus_mean"].values())


@cache
def work_shares() -> Mapping[str, Mapping[str, float]]:
    """For each kind of work, the tasks it belongs to and the share of its minutes that each gets; together 1."""
    found: dict[str, dict[str, float]] = {}
    for row in shipped(SHELF).csv("work.csv"):
        found.setdefault(row["kind"], {})[row["task_id"]] = float(row["share"])
    return found


def source() -> Source:
    """Where labels and tasks come from."""
    return shipped(SHELF).source("labels.csv")


@cache
def evidence_pack() -> tuple[Published, ...]:
    """The published figures about the occupation, each with its definition, source and check."""
    table = shipped(SHELF).toml("published.toml")
    return tuple(_published(row, table["sources"][row["source"]]) for row in table["figures"])


def _published(row: Mapping[str, Any], where: Mapping[str, str]) -> Published:
    return Published(
        key=row["id"],
        group=row["group"],
        name=row["name"],
        value=row["value"],
        unit=row["unit"],
        definition=row["definition"],
        reads_on=row["reads_on"],
        source=where["title"],
        release=where["release"],
        date=where["date"],
        licence=where["licence"],
        check=_check(row),
        digits=row.get("digits"),
    )


def _check(row: Mapping[str, Any]) -> Check:
    value = row["value"]
    if "whole_of" in row:
        return share_of_whole(value, whole=row["whole_of"], digits=row["digits"])
    if "mean_of" in row:
        return mean_of(value, row["mean_of"], digits=row["digits"])
    if "sum_of" in row:
        return sum_of(value, row["sum_of"], digits=row["digits"])
    if "computed" in row:
        rater, name = row["computed"]
        weights = published_weights({task.task_id: task.kind for task in tasks().values()})
        return same(value, getattr(score(published_labels().values(), rater=rater, weights=weights), name))
    return Check(None, row.get("unchecked", LATER))


@cache
def shipped_usage() -> tuple[Mapping[str, str], ...]:
    """Published usage by task, as it was printed."""
    return tuple(shipped(SHELF).csv("usage.csv"))
