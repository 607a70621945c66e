"""One table checked row by row as it streams past: every refusal names the file, the row and the column."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pentimento.core.kernel.errors import Invalid

from .rows import Row
from .tables import CODE, NAMED, NEEDS, NOTHING, NUMBERS, PRIMARY, RATINGS, REPEATED, SECONDARY, TASKS, TITLES


@dataclass
class Known:
    """What earlier tables of the same release have said."""

    codes: set[str] = field(default_factory=set)
    tasks: dict[str, str] = field(default_factory=dict)  # number -> code
    scales: dict[str, tuple[str, float, float]] = field(default_factory=dict)  # id -> name, least, most
    elements: dict[str, str] = field(default_factory=dict)  # id -> name, goods and activities too


class Table:
    """One table of a release with the places of its columns. Columns are found by their names, in any order."""

    def __init__(self, file: str, kind: str, header: Sequence[str], known: Known) -> None:
        self.file, self.kind, self.known = file, kind, known
        self.header = [" ".join(name.split()) for name in header]
        while self.header and not self.header[-1]:
            self.header.pop()
        self._check_header()
        self.columns = [name for name in self.header if name != CODE and not self._is_repeated(name)]
        places = {name: place for place, name in enumerate(self.header)}
        self._kept = [(places[name], name in NUMBERS, name) for name in self.columns]
        self._code = places.get(CODE, -1)
        self._key = [places[name] for name in (*PRIMARY, *SECONDARY) if name in places]
        self._is_keyed = any(name in places for name in PRIMARY)
        self._value, self._scale = places.get("Data Value", -1), places.get("Scale ID", -1)
        self._task = places.get("Task ID", -1)
        self._names = [(places[i], places[n]) for i, n in NAMED.items() if i in places and n in places]
        self._seen: set[int] = set()

    @property
    def is_by_occupation(self) -> bool:
        """Whether its rows belong to occupations; else it explains others."""
        return self._code >= 0

    def rows(self, rows: Iterator[Row]) -> Iterator[tuple[str, list[Any]]]:
        """Each row's occupation with what is kept of it.

        Raises
        ------
        Invalid
            For the first row that does not fit.
        """
        width = len(self.header)
        for number, cells in rows:
            if len(cells) != width:
                cells = self._fitted(cells, number, width)
            code = cells[self._code]
            if code not in self.known.codes:
                code = self._checked_code(code, number)
            self._check(code, cells, number)
            yield code, [self._kept_cell(cells[at], is_number, name, number) for at, is_number, name in self._kept]

    def plain(self, rows: Iterator[Row]) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row of a table that explains others, by column."""
        for number, cells in rows:
            fitted = self._fitted(cells, number, len(self.header))
            yield number, dict(zip(self.header, (cell.strip() for cell in fitted), strict=True))

    def refuse(self, sentence: str, row: int, column: str, **facts: Any) -> Invalid:
        """A refusal that names the place."""
        place = {"file": self.file, "row": row, "column": column}
        return Invalid("{file}, row {row}, column {column}: " + sentence, **place, **facts)

    def _is_repeated(self, name: str) -> bool:
        if self.kind == "occupation-data" or (name == "Title" and self.kind in TITLES):
            return False
        return name in REPEATED or (name == "Task" and self.kind in {RATINGS, "tasks-to-dwas"})

    def _check_header(self) -> None:
        if lacking := [name for name in NEEDS.get(self.kind, ()) if name not in self.header]:
            raise Invalid(
                "{file}, row 1: the column {columns} is missing. Columns are found by their names; here are {found}.",
                file=self.file,
                columns=", ".join(lacking),
                found=", ".join(self.header[:12])[:200] or "none",
            )
        doubled = {name for name in self.header if self.header.count(name) > 1}
        if doubled or "" in self.header:
            raise Invalid("{file}, row 1: two columns have the same name, or one has none.", file=self.file)

    def _fitted(self, cells: list[str], number: int, width: int) -> list[str]:
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            return cells[:width]
        if width * 2 // 3 <= len(cells) < width and self.file.lower().endswith(".xlsx"):
            return cells + [""] * (width - len(cells))  # a spreadsheet leaves out empty cells at the end
        if len(cells) == width:
            return cells
        raise Invalid(
            "{file}, row {row}: there are {count} cells under {width} columns. The file is cut short or damaged.",
            file=self.file,
            row=number,
            count=len(cells),
            width=width,
        )

    def _checked_code(self, code: str, number: int) -> str:
        if code.strip() in self.known.codes:
            return code.strip()
        raise self.refuse(
            "{code} is not in Occupation Data. These files are not from one release; give those of one only.",
            number,
            CODE,
            code=code[:20] or "an empty cell",
        )

    def _check(self, code: str, cells: list[str], number: int) -> None:
        if self._is_keyed:
            key = hash((code if self.kind != TASKS else "", *[cells[at] for at in self._key]))
            if key in self._seen:
                first = next(name for name in PRIMARY if name in self.header)
                twice = cells[self.header.index(first)][:60]
                raise self.refuse("{what} is here for the second time.", number, first, what=twice)
            self._seen.add(key)
        if self._task >= 0 and self.kind != TASKS and self.known.tasks:
            self._check_task(code, cells[self._task], number)
        if self._value >= 0 and self._scale >= 0:
            self._check_scale(cells[self._scale], cells[self._value], number)
        for identity, name in self._names:
            if cells[identity] not in self.known.elements:
                self.known.elements[cells[identity]] = cells[name]

    def _check_task(self, code: str, task: str, number: int) -> None:
        if self.known.tasks.get(task) != code:
            raise self.refuse(
                "task {task} is not among the Task Statements of {code}. These files are not from one release.",
                number,
                "Task ID",
                task=task[:20],
                code=code,
            )

    def _check_scale(self, scale: str, text: str, number: int) -> None:
        bounds = self.known.scales.get(scale)
        if bounds is None:
            raise self.refuse("there is no scale {scale}.", number, "Scale ID", scale=scale[:20] or "without a name")
        if text in NOTHING:
            return
        value = self._number(text, "Data Value", number)
        if not bounds[1] <= value <= bounds[2]:
            raise self.refuse(
                "{value} is outside the scale {scale}, which goes from {least} to {most}.",
                number,
                "Data Value",
                value=text[:20],
                scale=bounds[0],
                least=f"{bounds[1]:g}",
                most=f"{bounds[2]:g}",
            )

    def _kept_cell(self, text: str, is_number: bool, name: str, number: int) -> Any:
        if is_number:
            return None if text in NOTHING or not text.strip() else self._number(text, name, number)
        text = text.strip()
        return "" if text in NOTHING else text

    def _number(self, text: str, column: str, row: int) -> float:
        if text.isdecimal() and text.isascii() and len(text) < 16:
            return int(text)
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            if column == "Category" and self.kind != RATINGS:
                return text.strip()  # type: ignore[return-value]  # words, in tables of new tasks
            raise self.refuse("“{text}” is not a number.", row, column, text=text[:40])
        return value
