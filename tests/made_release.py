"""A made-up release of the occupational database, of any size, in any of its official forms.

Nothing in it is from O*NET but the names of files and columns: titles, sentences and figures are invented, the
same for the same seed. Tests use a handful of occupations; the benchmark a thousand, with 0.9 million rows.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

CODE = "O*NET-SOC Code"
RATED = [CODE, "Element ID", "Scale ID", "Data Value", "N", "Standard Error", "Lower CI Bound", "Upper CI Bound",
         "Recommend Suppress", "Not Relevant", "Date", "Domain Source"]  # fmt: skip
CONTEXT = [*RATED[:3], "Category", *RATED[3:]]
RATINGS = [CODE, "Task ID", "Scale ID", "Category", *RATED[3:9], "Date", "Domain Source"]
HEADS: dict[str, list[str]] = {
    "Occupation Data": [CODE, "Title", "Description"],
    "Task Statements": [CODE, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
    "Task Ratings": RATINGS,
    "Work Activities": RATED,
    "Skills": RATED,
    "Work Context": CONTEXT,
    "Technology Skills": [CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"],
    "Alternate Titles": [CODE, "Alternate Title", "Short Title", "Source(s)"],
    "Related Occupations": [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
    "Job Zones": [CODE, "Job Zone", "Date", "Domain Source"],
    "Scales Reference": ["Scale ID", "Scale Name", "Minimum", "Maximum"],
    "Content Model Reference": ["Element ID", "Element Name", "Description"],
    "Content Categories": ["Nobody", "Needs This"],
}
SCALES = [["IM", "Importance", 1, 5], ["LV", "Level", 0, 7], ["RT", "Relevance", 0, 100], ["CX", "Context", 1, 5],
          ["FT", "Frequency", 0, 100], ["CXP", "Context (Categories 1-5)", 0, 100]]  # fmt: skip
WORDS = ("shape", "gather", "sort", "carry", "mix", "listen to", "weigh", "write down", "show", "mend")
THINGS = ("songs", "letters", "seeds", "maps", "bricks", "stories", "nets", "lamps", "wheels", "bells")


@dataclass
class MadeRelease:
    """What is in it, table by table. Change ``tables`` before writing to make a release that is wrong."""

    occupations: int = 4
    tasks: int = 3
    contexts: int = 2
    version: str = "30.1"
    seed: int = 1
    first: tuple[str, str] = ("29-1129.01", "Art Therapists")
    change: Callable[[str, list[Any]], list[Any] | None] | None = None
    head: dict[str, list[str]] = field(default_factory=lambda: {k: list(v) for k, v in HEADS.items()})

    def codes(self) -> Iterator[tuple[str, str]]:
        yield self.first
        yield "29-1129.02", "Music Therapists"
        for number in range(self.occupations - 2):
            yield f"{11 + number // 900:02}-{1000 + number % 900:04}.00", f"Keepers of {THINGS[number % 10]} {number}"

    def rows(self, table: str) -> Iterator[list[Any]]:
        """A table's rows, changed or left out (None) where a test asks for it."""
        for row in self._made(table):
            kept = self.change(table, row) if self.change else row
            if kept is not None:
                yield kept

    def _made(self, table: str) -> Iterator[list[Any]]:
        if table == "Scales Reference":
            yield from SCALES
        elif table == "Content Model Reference":
            yield from ([f"4.A.{n}", f"Activity {n}", "-"] for n in range(1, 42))
            yield from ([f"2.A.{n}", f"Skill {n}", "-"] for n in range(1, 36))
        elif table == "Content Categories":
            yield ["a", "b"]
        else:
            chance = np.random.default_rng(self.seed)
            for place, (code, title) in enumerate(self.codes()):
                yield from getattr(self, "_" + table.lower().replace(" ", "_"))(chance, place, code, title)

    def _occupation_data(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        yield [code, title, f"{title} {WORDS[place % 10]} {THINGS[place % 7]}."]

    def _task_numbers(self, place: int) -> list[int]:
        return [19151 + n if place == 0 else 50_000 + place * 100 + n for n in range(self.tasks)]

    def _task_statements(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        for n, number in enumerate(self._task_numbers(place)):
            words = f"{WORDS[n % 10].capitalize()} {THINGS[(n + place) % 10]}, or other things {number}."
            yield [code, number, words, "Core" if n % 3 else "Supplemental", 30, "08/2021", "Incumbent"]

    def _task_ratings(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        end = ["N", "08/2021", "Incumbent"]
        for number in self._task_numbers(place):
            for category, share in enumerate((10, 20, 30, 20, 10, 5, 5), start=1):
                yield [code, number, "FT", category, share, 30, 1.5, 2.5, 40, *end]
            yield [code, number, "IM", "n/a", round(float(chance.uniform(1, 5)), 2), 30, 0.1, 3, 4, *end]
            yield [code, number, "RT", "n/a", round(float(chance.uniform(50, 100)), 2), 30, "", "", "", *end]

    def _rated(self, chance: Any, code: str, element: str) -> Iterator[list[Any]]:
        end = [8, 0.12, 2.1, 4.4, "N", "n/a", "08/2021", "Analyst"]
        yield [code, element, "IM", round(float(chance.uniform(1, 5)), 2), *end]
        yield [code, element, "LV", round(float(chance.uniform(0, 7)), 2), *end]

    def _work_activities(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        for n in range(1, 42):
            yield from self._rated(chance, code, f"4.A.{n}")

    def _skills(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        for n in range(1, 36):
            yield from self._rated(chance, code, f"2.A.{n}")

    def _work_context(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        end = [30, 0.1, 1, 4, "N", "n/a", "08/2021", "Incumbent"]
        for n in range(self.contexts):
            yield [code, f"4.C.{n}", "CX", "n/a", round(float(chance.uniform(1, 5)), 2), *end]
            for category in range(1, 6):
                yield [code, f"4.C.{n}", "CXP", category, 20, *end]

    def _technology_skills(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        yield [code, "Spreadsheet", "43232110", "Spreadsheet software", "Y", "N"]

    def _alternate_titles(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        yield [code, f"{title.rstrip('s')} in training", "n/a", "08"]

    def _related_occupations(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        yield [code, "29-1129.02" if place == 0 else "29-1129.01", "Primary-Short", 1]

    def _job_zones(self, chance: Any, place: int, code: str, title: str) -> Iterator[list[Any]]:
        yield [code, 5, "08/2021", "Analyst"]

    def as_text(self, folder: Path) -> Path:
        """Tab-separated text, as most people download it. The folder says which release it is."""
        return self._written(folder, ".txt", _tabs)

    def as_csv(self, folder: Path) -> Path:
        """Comma-separated text."""
        return self._written(folder, ".csv", csv.writer)

    def _written(self, folder: Path, ending: str, writer: Callable[[Any], Any]) -> Path:
        place = folder / f"db_{self.version.replace('.', '_')}_{ending[1:]}"
        place.mkdir(parents=True)
        for table, head in self.head.items():
            with (place / f"{table}{ending}").open("w", encoding="utf-8", newline="") as file:
                out = writer(file)
                out.writerow(head)
                out.writerows(self.rows(table))
        return place

    def as_xlsx(self, folder: Path) -> Path:
        """Workbooks with one sheet each and shared text, as spreadsheets write them."""
        place = folder / f"db_{self.version.replace('.', '_')}_excel"
        place.mkdir(parents=True)
        for table, head in self.head.items():
            write_workbook(place / f"{table}.xlsx", head, self.rows(table))
        return place


def _tabs(file: Any) -> Any:
    return csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\r\n")


def zipped(folder: Path, *, name: str = "") -> Path:
    """A folder packed as O*NET packs it: one folder in a ZIP."""
    place = folder.with_name((name or folder.name) + ".zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, f"{folder.name}/{file.name}")
    return place


def write_workbook(place: Path, head: list[str], rows: Iterator[list[Any]]) -> None:
    """One workbook, written row by row."""
    shared: dict[str, int] = {}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>')
            for number, row in enumerate([head, *()], start=1):
                sheet.write(_row(number, row, shared))
            for number, row in enumerate(rows, start=2):
                sheet.write(_row(number, row, shared))
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        book.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?><sst count="{len(shared)}">{items}</sst>')


def _row(number: int, row: list[Any], shared: dict[str, int]) -> bytes:
    cells = []
    for place, value in enumerate(row):
        where = f'r="{chr(65 + place)}{number}"'
        if value == "":
            cells.append(f'<c {where} s="1"/>')
        elif isinstance(value, str):
            cells.append(f'<c {where} s="1" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>')
        else:
            cells.append(f"<c {where}><v>{value!r}</v></c>")
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()
