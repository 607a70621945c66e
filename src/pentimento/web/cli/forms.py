"""The command that imports official forms of measures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError

from . import HERE, AsJson, Home, instruments, practice
from .speak import Speaker

LARGEST_FORM = 2_000_000


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
