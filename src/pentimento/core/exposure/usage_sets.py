"""How often AI was used for tasks, in tables keyed by id or by an earlier wording."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.errors import Invalid

from .label_sets import Place, Remark, place_of
from .sheets import OCCUPATION, TASK_ID, TASK_TEXT, Line, read_sheet
from .wording import History

SHARE = ("pct", "percent", "percentage", "share", "pct_of_conversations")
COUNT = ("count", "usage_count", "api_count", "uses", "observations", "onet_task_count")


@dataclass(frozen=True, slots=True)
class Use:
    """One task's usage. ``value`` is as printed; a text shared with other occupations is divided evenly for ``own``."""

    task_id: str
    value: float
    own: float
    shared_with: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"task_id": self.task_id, "value": self.value, "own": self.own, "shared_with": list(self.shared_with)}


@dataclass(frozen=True, slots=True)
class UsageSet:
    """What a table says about use: ``unit`` is ``share`` (in %) or ``count``."""

    unit: str
    uses: dict[str, Use]
    remarks: tuple[Remark, ...]
    elsewhere: int


def read_usage(content: bytes | str, *, tasks: Collection[str], history: History, occupation: str) -> UsageSet:
    """Read and check a whole table. Rows about tasks of other occupations are counted, not kept.

    Raises
    ------
    Invalid
        With row and column: a value that is no number, one task in one wording twice, or nothing about this occupation.
    """
    sheet = read_sheet(content)
    id_column, text_column, soc = sheet.column(TASK_ID), sheet.column(TASK_TEXT), sheet.column(OCCUPATION)
    share, count = sheet.column(SHARE), sheet.column(COUNT)
    column = share if share is not None else count
    if column is None or (id_column is None and text_column is None):
        raise Invalid(
            "The table needs a column for the task (“task_name” or “Task ID”) and one for use (“pct”, “count”)."
        )
    found: dict[str, Use] = {}
    rows: dict[str, int] = {}
    remarks: list[Remark] = []
    elsewhere = 0
    for line in sheet.lines:
        other = soc is not None and line.get(soc) not in {"", occupation}
        place = None if other else place_of(line, id_column, text_column, tasks, history)
        if place is None:
            elsewhere += 1
            continue
        _check_once(line, place, rows)
        remarks.extend(place.remarks)
        found[place.task_id] = _use(line, place, column, found.get(place.task_id))
    if not found:
        raise Invalid("None of the rows is about a task of {occupation}, now or earlier.", occupation=occupation)
    return UsageSet("share" if share is not None else "count", found, tuple(remarks), elsewhere)


def _check_once(line: Line, place: Place, rows: dict[str, int]) -> None:
    wording = f"{place.task_id} {[r.release for r in place.remarks if r.kind != 'shared']}"
    if before := rows.setdefault(wording, 0):
        raise Invalid(
            "Row {row}: task {task} stands in row {before} already, in the same wording.",
            row=line.number,
            task=place.task_id,
            before=before,
        )
    rows[wording] = line.number


def _use(line: Line, place: Place, column: str, before: Use | None) -> Use:
    value = _number(line, column) + (before.value if before else 0.0)
    shared = tuple(name for remark in place.remarks for name in remark.shared_with)
    return Use(place.task_id, value, value / (1 + len(shared)), shared)


def _number(line: Line, column: str) -> float:
    said = line.get(column).removesuffix("%").strip()
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise Invalid(
            "Row {row}, column “{column}”: “{said}” is not an amount.", row=line.number, column=column, said=said[:40]
        )
    return value
