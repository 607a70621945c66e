"""Recordings as CSV: columns x, y, a time, and if there are any pressure and the number of the stroke."""

from __future__ import annotations

import csv
import io

from pentimento.core.kernel.errors import Invalid

from .recording import Point, Recording, Stroke

TIMES = {"t": 1.0, "time": 1.0, "ms": 1.0, "milliseconds": 1.0, "s": 1000.0, "seconds": 1000.0}  # to ms
STROKES = ("stroke", "line_number", "trace")


def read_columns(text: str) -> Recording:
    """Read a table whose first line names its columns, in any order and letters large or small.

    Time is ``t``, ``time``, ``ms`` or ``milliseconds`` in milliseconds, or ``s`` or ``seconds``; ``pressure`` 0 to 1.
    A new number under ``stroke``, ``line_number`` or ``trace`` begins a stroke; so does an empty line. Other
    columns are passed over.

    Raises
    ------
    Invalid
        Names the line, counted from 1 with the line of names.
    """
    rows = csv.reader(io.StringIO(text))
    names = [name.strip().lower() for name in next(rows, [])]
    time = _time(names)
    at: dict[str, int] = {name: names.index(name) for name in ("x", "y", "pressure") if name in names}
    part = next((names.index(name) for name in STROKES if name in names), None)
    strokes: list[list[Point]] = []
    before: str | None = None
    lifted = True
    for row in rows:
        if not any(cell.strip() for cell in row):
            lifted = True
            continue
        if len(row) != len(names):
            raise Invalid("Line {line}: there are {is} cells, and {names} columns.", line=rows.line_num,
                          names=len(names), **{"is": len(row)})  # fmt: skip
        number = None if part is None else row[part].strip()
        if lifted or number != before:
            strokes.append([])
        lifted, before = False, number
        strokes[-1].append(_point(row, at, time, rows.line_num))
    return Recording([Stroke(points) for points in strokes])


def _time(names: list[str]) -> tuple[int, float]:
    found = [name for name in TIMES if name in names]
    if not found or not {"x", "y"} <= set(names):
        raise Invalid(
            "Line 1: name the columns x, y and t (milliseconds) or seconds; pressure and stroke if there are any."
        )
    if len(found) > 1:
        raise Invalid("Line 1: there are {number} columns of time: {names}. Leave one.", number=len(found),
                      names=", ".join(found))  # fmt: skip
    return names.index(found[0]), TIMES[found[0]]


def _point(row: list[str], at: dict[str, int], time: tuple[int, float], line: int) -> Point:
    place, factor = time
    pressure = row[at["pressure"]].strip() if "pressure" in at else ""
    return Point(
        number(row[at["x"]], line),
        number(row[at["y"]], line),
        number(row[place], line) * factor,
        number(pressure, line) if pressure else None,
        line,
    )


def number(words: str, line: int) -> float:
    """A number as it stands in a file.

    Raises
    ------
    Invalid
        Names the line.
    """
    try:
        return float(words)
    except ValueError as error:
        raise Invalid("Line {line}: “{words}” is not a number.", line=line, words=words.strip()[:40]) from error
