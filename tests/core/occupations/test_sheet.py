"""Tasks as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from pentimento.core.occupations.sheet import HEAD, tasks_as_csv
from pentimento.core.occupations.tasks import Task


def rows(*tasks: Task) -> list[list[str]]:
    words = tasks_as_csv(tasks, code="29-1129.01", attribution="From somewhere.")
    return list(csv.reader(io.StringIO(words, newline="")))


def test_the_first_line_says_where_it_comes_from() -> None:
    assert rows()[:2] == [["# From somewhere."], list(HEAD)]


def test_what_was_not_published_is_empty_and_not_zero() -> None:
    cells = dict(zip(HEAD, rows(Task("1", ""))[2], strict=True))
    assert {cells[name] for name in ("importance", "relevance", "frequency_1", "times_a_year", "kind")} == {""}


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    cells = dict(zip(HEAD, rows(Task("1", "core", statement="=1+1", importance=0.5))[2], strict=True))
    assert (cells["official_statement"], cells["importance"]) == ("'=1+1", "0.5")
