"""The tasks of an occupation as a table for spreadsheets, with the line of attribution above it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pentimento.core.occupations.tasks import OFTEN, Task

HEAD = ("code", "task_id", "kind", "name", "label", "official_statement", "importance", "importance_n", "relevance",
        "relevance_n", *(f"frequency_{place}" for place in range(1, len(OFTEN) + 1)), "frequency_n", "times_a_year",
        "date", "source")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tasks_as_csv(tasks: Iterable[Task], *, code: str, attribution: str) -> str:
    """Rows with a header, after one line that says where they come from.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. Empty cells: not published.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([f"# {attribution}"])
    writer.writerow(HEAD)
    writer.writerows(_cells(task, code) for task in tasks)
    return out.getvalue()


def _cells(task: Task, code: str) -> Sequence[object]:
    shares = task.frequency or ("",) * len(OFTEN)
    times = task.times_a_year
    figures = (task.importance, task.importance_n, task.relevance, task.relevance_n)
    words = (code, task.task_id, task.kind, task.name, task.label, task.statement)
    cells = (*words, *figures, *shares, task.frequency_n, None if times is None else round(times, 1), task.date)
    return ["" if cell is None else _safe(cell) for cell in (*cells, task.source)]


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
