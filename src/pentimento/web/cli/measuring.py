"""Commands that measure pictures and import official forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError, Unmeasurable

from . import HERE, AsJson, Home, app, instruments, practice
from .speak import Speaker

LARGEST_FORM = 2_000_000


@app.command()
def measure(
    pictures: Annotated[list[Path], typer.Argument(help="Photographs or scans of artwork.")], as_json: AsJson = False
) -> None:
    """Measure the formal elements of pictures. Needs no practice folder and keeps nothing."""
    speaker, results, refused = Speaker(as_json=as_json), [], 0
    for picture in pictures:
        try:
            results.append({"picture": str(picture), **_measured(picture, speaker)})
        except (PentimentoError, OSError) as error:
            refused += 1
            words = str(error) if isinstance(error, PentimentoError) else f"{picture} cannot be read."
            results.append({"picture": str(picture), "error": words})
            speaker.say(f"{picture}: {words}")
    speaker.answer(results)
    if refused:
        raise SystemExit(1)


def _measured(picture: Path, speaker: Speaker) -> dict[str, Any]:
    from pentimento.core.art.elements import measure as measure_picture
    from pentimento.practice.artworks.darkroom import develop

    raster = develop(picture.read_bytes(), want={"measuring"}).measuring
    if raster is None:
        raise Unmeasurable("This picture could not be made ready for measuring.")
    found = measure_picture(raster.array())
    speaker.say(str(picture))
    speaker.table(("Element", "Value", "Unit", "Method"), [_row(result) for result in found.results])
    content: dict[str, Any] = found.to_json()
    return content


def _row(result: Any) -> tuple[str, str, str, str]:
    value = "cannot tell: " + str(result.reason) if result.value is None else str(result.value)
    return result.element, value, result.unit or "", result.method


@instruments.command("import")
def import_forms(
    files: Annotated[list[Path], typer.Argument(help="Official forms as FHIR Questionnaires (JSON).")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import the official form of a measure, so that it can be given on screen word for word."""
    practice(home)
    speaker, results, refused = Speaker(as_json=as_json), [], 0
    for file in files:
        try:
            results.append({"file": str(file), **_imported(file, speaker)})
        except PentimentoError as error:
            refused += 1
            results.append({"file": str(file), "error": str(error)})
            speaker.say(f"{file}: {error}")
    speaker.answer(results)
    if refused:
        raise SystemExit(1)


def _imported(file: Path, speaker: Speaker) -> dict[str, Any]:
    from django.utils import timezone

    from pentimento.exchange.fhir.questionnaires import import_questionnaire

    if not file.is_file() or file.stat().st_size > LARGEST_FORM:
        raise Invalid("There is no form of a sensible size at this place.")
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid("This is not a JSON file.") from error
    form = import_questionnaire(content, by=None, at=timezone.now())
    speaker.say(f"{file}: imported “{form.title}” for {form.instrument}.")
    for warning in form.warnings:
        speaker.say(f"  noted: {warning}")
    return {"instrument": form.instrument, "title": form.title, "warnings": form.warnings, "digest": form.digest}
