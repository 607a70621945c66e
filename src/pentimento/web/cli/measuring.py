"""The command that measures pictures: formal elements, published statistics, as tables for people and programs."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError, Unmeasurable

from . import AsJson, app
from .speak import Speaker

if TYPE_CHECKING:
    from pentimento.core.art.elements import Measurement
    from pentimento.practice.artworks.darkroom import Developed

KINDS = (".csv", ".json")
PICTURE, REFUSED = "picture", "error"


class Kind(StrEnum):
    """Which measures are taken."""

    CLINICAL = "clinical"
    PUBLISHED = "published"
    ALL = "all"


Set = Annotated[
    Kind, typer.Option("--set", help="The formal elements, the published image statistics, or both.")
]  # fmt: skip
Out = Annotated[Path | None, typer.Option(help="Write a table: a name ending in .csv or .json.")]


@app.command()
def measure(
    pictures: Annotated[list[Path], typer.Argument(help="Photographs or scans of artwork.")],
    which: Set = Kind.CLINICAL,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Measure pictures: their formal elements, or image statistics as published. Needs no practice, keeps nothing."""
    speaker, results = Speaker(as_json=as_json), []
    if out is not None and out.suffix not in KINDS:
        raise Invalid("{name} is no table this can write. Name it something.csv or something.json.", name=out.name)
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


def _measured(picture: Path, which: Kind, speaker: Speaker) -> dict[str, Any]:
    from pentimento.practice.artworks.darkroom import develop

    wanted = {Kind.CLINICAL: {"measuring"}, Kind.PUBLISHED: {"whole"}, Kind.ALL: {"measuring", "whole"}}[which]
    developed = develop(picture.read_bytes(), want=wanted)
    speaker.say(str(picture))
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
    return row


def _cell(value: object) -> object:
    # A file name that begins like a formula must stay a name when the table is opened in a spreadsheet.
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value
