"""The first sheet of an XLSX workbook as a stream of rows, in little memory.

A library that builds the whole sheet needs ten times the memory of the file, and one that streams through a
general XML parser takes four times as long; official workbooks are plain grids, so rows are cut from the text.
"""

from __future__ import annotations

import html
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO
from zlib import error as ZlibError

from pentimento.core.kernel.errors import Invalid, TooLarge

BLOCK = 1 << 19
IN_MEMORY = 4_000_000  # a workbook larger than this is kept on disk while it is read
MOST_TEXT = 400_000_000  # characters of shared text
LONGEST_ROW = 8_000_000
WIDEST = 200
ROW_END = re.compile(r"</(?:\w+:)?row>")
ITEM_END = re.compile(r"</(?:\w+:)?si>")
# Cells as spreadsheets write them; a row with any other cell is read by the slower, general pattern below.
USUAL = re.compile(r'<c r="([A-Z]{1,3})\d*"(?: s="\d+")?(?: t="(s|n|str)")?(?:/>|><v>([^<]*)</v></c>|></c>)')
CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
PLACE = re.compile(r'\br="([A-Z]{1,3})\d*"')
VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
TEXT = re.compile(r"<(?:\w+:)?t\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?t>)", re.DOTALL)
SPOKEN = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)  # how to pronounce it: not part of the text
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
BROKEN = (zipfile.BadZipFile, ZlibError, KeyError, EOFError, UnicodeDecodeError)


@contextmanager
def first_sheet(stream: IO[bytes], name: str) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The rows of a workbook's first sheet, cells as text, gaps as empty text; row numbers begin at 1.

    Raises
    ------
    Invalid
        Where the workbook is damaged or has no sheet.
    TooLarge
        Where it holds more text, or a longer row, than a table of a release has.
    """
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        while block := stream.read(BLOCK):
            copy.write(block)
        copy.seek(0)
        try:
            with zipfile.ZipFile(copy) as book:
                yield _rows(book, name)
        except BROKEN as error:
            raise Invalid("{file} is a damaged workbook. Download it again.", file=name) from error


def _rows(book: zipfile.ZipFile, name: str) -> Iterator[tuple[int, list[str]]]:
    numbers = sorted(int(found[1]) for entry in book.namelist() if (found := SHEET.fullmatch(entry)))
    if not numbers:
        raise Invalid("{file} has no sheet to read.", file=name)
    shared = _shared(book, name)
    pieces = _pieces(book, f"xl/worksheets/sheet{numbers[0]}.xml", ROW_END, name)
    for number, piece in enumerate(pieces, start=1):
        cells = _cells(piece, shared, name, number)
        if any(cells):
            yield number, cells


def _shared(book: zipfile.ZipFile, name: str) -> list[str]:
    part = "xl/sharedStrings.xml"
    if part not in book.namelist():
        return []
    if book.getinfo(part).file_size > MOST_TEXT:
        raise TooLarge("{file} holds more text than a table of a release can have.", file=name)
    return [_words(SPOKEN.sub("", piece)) for piece in _pieces(book, part, ITEM_END, name)]


def _pieces(book: zipfile.ZipFile, part: str, end: re.Pattern[str], name: str) -> Iterator[str]:
    """The text of a part cut at every end tag; what follows the last is left out."""
    with book.open(part) as raw, io.TextIOWrapper(raw, "utf-8-sig") as text:
        rest = ""
        while block := text.read(BLOCK):
            *whole, rest = end.split(rest + block)
            yield from whole
            if len(rest) > LONGEST_ROW:
                raise TooLarge("{file} has a row longer than any table of a release.", file=name)


def _cells(piece: str, shared: list[str], name: str, row: int) -> list[str]:
    usual = USUAL.findall(piece)
    if len(usual) != piece.count("<c ") or not usual:
        return _unusual(piece, shared, name, row)
    cells: list[str] = []
    for letters, kind, value in usual:
        place = _column(letters)
        if place != len(cells):
            _check_place(place, cells, name, row)
            cells.extend([""] * (place - len(cells)))
        if kind == "s":
            cells.append(_pointed(value, shared, name, row))
        else:
            cells.append(html.unescape(value) if "&" in value else value)
    return cells


def _check_place(place: int, cells: list[str], name: str, row: int) -> None:
    if place >= WIDEST:
        raise TooLarge("{file}, row {row}: a table of a release has no such column.", file=name, row=row)
    if place < len(cells):
        raise Invalid("{file}, row {row}: its cells are in no order. The workbook is damaged.", file=name, row=row)


def _pointed(number: str, shared: list[str], name: str, row: int) -> str:
    try:
        return shared[int(number)]
    except (ValueError, IndexError):
        raise Invalid("{file}, row {row}: a cell points to text that is not there.", file=name, row=row) from None


def _unusual(piece: str, shared: list[str], name: str, row: int) -> list[str]:
    cells: list[str] = []
    for attributes, inner in CELL.findall(piece):
        found = PLACE.search(attributes)
        place = _column(found[1]) if found else len(cells)
        _check_place(place, cells, name, row)
        cells.extend([""] * (place - len(cells)))
        cells.append(_value(attributes, inner, shared, name, row))
    return cells


def _value(attributes: str, inner: str, shared: list[str], name: str, row: int) -> str:
    if 't="s"' in attributes:
        return _pointed(_first(VALUE, inner), shared, name, row)
    if 't="inlineStr"' in attributes:
        return _words(SPOKEN.sub("", inner))
    return html.unescape(_first(VALUE, inner)) if inner else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _words(piece: str) -> str:
    return html.unescape("".join(TEXT.findall(piece)))


@cache
def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
