"""Tables that somebody brings: columns found by their headers, rows numbered as a person would count them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid, TooLarge

LARGEST = 8_000_000  # bytes; the published labels of all occupations are 3.9 MB
MOST_ROWS = 100_000
TASK_ID = ("task_id", "taskid", "task id", "id")
TASK_TEXT = ("task", "task_name", "task name", "task_text", "text", "statement", "task statement")
OCCUPATION = (
    "o*net-soc code",
    "onet-soc code",
    "onetsoc code",
    "onet_soc",
    "soc code",
    "occupation code",
    "occupation",
)
RELEASE = ("release", "onet release", "version")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. ``number`` counts from 1 with the header as row 1."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str | None) -> str:
        """The cell, without white space around it; nothing where there is no such column."""
        return (self.cells.get(column) or "").strip() if column is not None else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headers as they were written."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, names: Iterable[str]) -> str | None:
        """The column with one of these headers, case and spaces around it not counting."""
        wanted = tuple(names)
        found = {plain(column): column for column in reversed(self.columns)}
        return next((found[name] for name in wanted if name in found), None)


def plain(header: str) -> str:
    """A header without case, remarks in brackets, and the name of a file behind them.

    >>> plain("GPT4_Exposure (E)")
    'gpt4_exposure'
    """
    return " ".join(re.sub(r"\(.*?\)", " ", header).casefold().split())


def read_sheet(content: bytes | str) -> Sheet:
    """Read a table with commas, semicolons or tabs.

    Raises
    ------
    Invalid
        For a page of a web site, broken text, a header that comes twice, or a row that does not fit its header.
    TooLarge
        Above 8 MB or 100,000 rows.
    """
    text = _text(content)
    head = text.split("\n", 1)[0]
    if head.lstrip().casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise Invalid("This is a page of a web site, not a table. Save the file itself and bring that.")
    mark = max("\t,;", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        columns = tuple(cell.strip() for cell in next(rows, []))
        _check_columns(columns)
        return Sheet(columns, tuple(_lines(rows, columns)))
    except csv.Error as wrong:
        raise Invalid("This table cannot be read: {reason}.", reason=str(wrong)) from None


def _text(content: bytes | str) -> str:
    if len(content) > LARGEST:
        raise TooLarge("This table is larger than {most} MB.", most=LARGEST // 1_000_000)
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("This table is not written in UTF-8. Save it as CSV UTF-8 and bring it again.") from None
    if "\0" in text:
        raise Invalid("This is not a table of text. Save it as CSV and bring it again.")
    return text


def _check_columns(columns: tuple[str, ...]) -> None:
    if not any(columns):
        raise Invalid("This table is empty: its first row should name the columns.")
    named = [plain(column) for column in columns if column]
    if twice := next((name for name in columns if name and named.count(plain(name)) > 1 and "(" not in name), None):
        raise Invalid("Two columns are called “{column}”. Rename one.", column=twice[:60])


def _lines(rows: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Line]:
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise TooLarge("This table has more than {most} rows.", most=f"{MOST_ROWS:,}")
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            raise Invalid(
                "Row {row} has {found} columns; the header has {wanted}.",
                row=number,
                found=len(cells),
                wanted=len(columns),
            )
        yield Line(number, dict(zip(columns, cells, strict=True)))


def task_number(words: str) -> str:
    """A task id as it is kept: spreadsheets write 19151 as ``19151.0``.

    >>> task_number(" 19151.0 ")
    '19151'
    """
    return re.sub(r"\.0+$", "", words.strip())
