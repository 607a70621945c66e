"""The command that measures pictures and drawings made on screen, as tables for people and programs."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError, Unavailable, Unmeasurable

from . import AsJson, app
from .speak import Speaker

if TYPE_CHECKING:
    from pentimento.core.art.elements import Measurement
    from pentimento.practice.artworks.darkroom import Developed

PARQUET = ".parquet"
KINDS = (".csv", ".json", PARQUET)
PICTURE, REFUSED = "picture", "error"


class Kind(StrEnum):
    """Which measures are taken."""

    CLINICAL = "clinical"
    PUBLISHED = "published"
    STROKES = "strokes"
    ALL = "all"


Set = Annotated[
    Kind,
    typer.Option(
        "--set", help="The formal elements, the published image statistics, how it was drawn (stroke logs), or all."
    ),
]
Out = Annotated[Path | None, typer.Option(help="Write a table: a name ending in .csv, .json or .parquet.")]


@app.command()
def measure(
    pictures: Annotated[list[Path], typer.Argument(help="Photographs or scans of artwork, or stroke logs.")],
    which: Set = Kind.CLINICAL,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Measure pictures and stroke logs: formal elements, published statistics, strokes. Keeps nothing of them."""
    speaker, results = Speaker(as_json=as_json), []
    if out is not None:
        _check_table(out)
    for picture in pictures:
        try:
            results.append({PICTURE: str(picture), **_measured(picture, which, speaker)})
        except (PentimentoError, OSError) as error:
            words = str(error) if isinstance(error, PentimentoError) else f"{picture} cannot be read."
            results.append({PICTURE: str(picture), REFUSED: words})
            speaker.say(f"{picture}: {words}")
    if out is not None:
        _write(out, results)
        speaker.say(f"{len(results)} rows are in {out}.")
    speaker.answer(results)
    if any(REFUSED in result for result in results):
        raise SystemExit(1)


def _check_table(out: Path) -> None:
    """Before anything is measured: whether the table can be written at all."""
    if out.suffix not in KINDS:
        raise Invalid("{name} is no table this can write. Name it something.csv, .json or .parquet.", name=out.name)
    if out.suffix == PARQUET and importlib.util.find_spec("pyarrow") is None:
        raise Unavailable("Parquet needs a further library. Install it with: pip install 'pentimento[parquet]'")


def _measured(picture: Path, which: Kind, speaker: Speaker) -> dict[str, Any]:
    from pentimento.core.strokes import HEAD

    file = picture.read_bytes()
    is_log = file.startswith(HEAD)
    if which is Kind.STROKES and not is_log:
        raise Invalid("This is no stroke log. Make one of a recording with: pentimento strokes import")
    speaker.say(str(picture))
    content: dict[str, Any] = {}
    if is_log and which in (Kind.STROKES, Kind.ALL):
        content["strokes"] = _strokes(file, speaker)
    if which is not Kind.STROKES:
        content |= _of_picture(_rendered(file) if is_log else file, which, speaker)
    return content


def _strokes(file: bytes, speaker: Speaker) -> list[dict[str, Any]]:
    from pentimento.core.strokes import read_log
    from pentimento.core.strokes.measures.table import measure as take

    results = take(read_log(file))
    rows = [
        (name, "cannot tell: " + str(one.reason) if number is None else f"{number:.6g}", unit, one.about.method)
        for one in results
        for (name, number), unit in zip(one.columns().items(), one.about.parts.values(), strict=True)
    ]
    speaker.table(("Measure", "Value", "Unit", "Method"), rows)
    return [one.to_json() for one in results]


def _rendered(log: bytes) -> bytes:
    """The picture of a drawing, as a file: it is measured like any other."""
    from pentimento.core.strokes import read_log
    from pentimento.core.strokes.png import png_of
    from pentimento.core.strokes.render import render

    return png_of(render(read_log(log)))


def _of_picture(file: bytes, which: Kind, speaker: Speaker) -> dict[str, Any]:
    from pentimento.practice.artworks.darkroom import develop

    wanted = {Kind.CLINICAL: {"measuring"}, Kind.PUBLISHED: {"whole"}, Kind.ALL: {"measuring", "whole"}}[which]
    developed = develop(file, want=wanted)
    content: dict[str, Any] = {}
    if which in (Kind.CLINICAL, Kind.ALL):
        content |= _elements(developed, speaker)
    if which in (Kind.PUBLISHED, Kind.ALL):
        content["published"] = _published(developed, speaker)
    return content


def _elements(developed: Developed, speaker: Speaker) -> dict[str, Any]:
    from pentimento.core.art.elements import measure as measure_elements

    if developed.measuring is None:
        raise Unmeasurable("This picture could not be made ready for measuring.")
    found: Measurement = measure_elements(developed.measuring.array())
    speaker.table(("Element", "Value", "Unit", "Method"), [_row(result) for result in found.results])
    content: dict[str, Any] = found.to_json()
    return content


def _row(result: Any) -> tuple[str, str, str, str]:
    value = "cannot tell: " + str(result.reason) if result.value is None else str(result.value)
    return result.element, value, result.unit or "", result.method


def _published(developed: Developed, speaker: Speaker) -> dict[str, Any]:
    from pentimento.core.art.published.statistics import STATISTICS, columns
    from pentimento.core.art.published.statistics import measure as take

    if developed.whole is None:
        raise Unmeasurable("This picture could not be made ready for measuring.")
    values = take(developed.whole.array())
    rows = [
        (name, "cannot tell" if number is None else f"{number:.6g}", STATISTICS[key].unit, STATISTICS[key].method)
        for key, value in values.items()
        for name, number in columns(key, value).items()
    ]
    speaker.table(("Statistic", "Value", "Unit", "Method"), rows)
    return {
        key: {"value": value, "unit": STATISTICS[key].unit, "method": STATISTICS[key].method}
        for key, value in values.items()
    }


def _write(out: Path, results: list[dict[str, Any]]) -> None:
    """Write a table: one row a picture, one column a number; the reason where a picture could not be measured."""
    rows = [_flat(result) for result in results]
    if out.suffix == ".json":
        out.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    if out.suffix == PARQUET:
        _write_parquet(out, names, rows)
        return
    text = io.StringIO()
    table = csv.DictWriter(text, names)
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    out.write_text(text.getvalue(), encoding="utf-8")


def _flat(result: dict[str, Any]) -> dict[str, Any]:
    from pentimento.core.art.published.statistics import columns

    row = {name: result[name] for name in (PICTURE, REFUSED) if name in result}
    row |= {f"{one['element']} ({one['method']})": one["value"] for one in result.get("results", ())}
    for key, one in result.get("published", {}).items():
        row |= {f"{name} ({one['method']})": number for name, number in columns(key, one["value"]).items()}
    for one in result.get("strokes", ()):
        parts = one["found"] or dict.fromkeys(one["units"])
        row |= {f"{one['measure']} {part} ({one['method']})": number for part, number in parts.items()}
    return row


def _write_parquet(out: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    """One column a number, empty where it could not be told; the names of files and reasons as text."""
    import pyarrow
    from pyarrow import parquet

    kinds = {name: pyarrow.string() if name in (PICTURE, REFUSED) else pyarrow.float64() for name in names}
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(list(kinds.items()))), out)


def _cell(value: object) -> object:
    # A file name that begins like a formula must stay a name when the table is opened in a spreadsheet.
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value
