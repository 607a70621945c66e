"""The command that imports official forms of measures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError
from pentimento.core.scoring.questionnaire import read_form
from pentimento.core.scoring.remarks import NO_LEAD_IN
from pentimento.core.scoring.wording import Difference, Pair, Reworded

from . import HERE, AsJson, Home, instruments, practice
from .speak import Speaker

if TYPE_CHECKING:
    from pentimento.practice.outcomes.actions import Imported

LARGEST_FORM = 2_000_000
NOTHING = Difference((), (), False)


@instruments.command("import")
def import_forms(
    files: Annotated[list[Path], typer.Argument(help="Official forms as FHIR Questionnaires (JSON).")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import the official form of a measure, so that it can be given on screen word for word.

    The form imported last is the one that is asked. For each file it says whether the form is new, unchanged,
    or replaces another, and then which items are worded otherwise.
    """
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
    done = import_questionnaire(content, by=None, at=timezone.now())
    for line in _told(done):
        speaker.say(f"{file}: {line}")
    lead_in = read_form(content).has_lead_in
    for warning in (*done.form.warnings, *(() if lead_in else (NO_LEAD_IN,))):
        speaker.say(f"  noted: {warning}")
    return {**_as_json(done), "lead_in": lead_in}


def _told(done: Imported) -> Iterator[str]:
    """What the import did, and each place that reads otherwise with its words before and now."""
    title, measure = f"“{done.form.title}”", done.form.instrument
    if done.replaced is None:
        same = done.standing == "unchanged"
        yield (
            f"unchanged. {title} is the form of {measure} that is asked already."
            if same
            else f"new. {title} for {measure} is asked on screen from now on."
        )
        return
    found = done.difference or NOTHING
    number = len(found.items)
    yield (
        f"replaces “{done.replaced.title}” for {measure} with {number} {'item' if number == 1 else 'items'} reworded."
        " From now on the newly imported words are asked; earlier answers keep the words they were asked with."
    )
    for one in (*found.items, *found.besides):
        yield from _lines(one)
    if found.reordered:
        yield "  The items come in another order."


def _lines(one: Reworded) -> Iterator[str]:
    place = f"item {one.number}" if one.number else "besides the items"
    for what, pair in (("", one.question), (", answers", one.answers)):
        if pair:
            yield f"  {place}{what}: “{pair[0]}” is now “{pair[1]}”"


def _as_json(done: Imported) -> dict[str, Any]:
    form, found = done.form, done.difference or NOTHING
    return {
        "status": str(done.standing),
        "instrument": form.instrument,
        "title": form.title,
        "warnings": form.warnings,
        "digest": form.digest,
        "replaces": done.replaced.digest if done.replaced else None,
        "reworded": list(_places(found.items)),
        "besides": list(_places(found.besides)),
        "reordered": found.reordered,
    }


def _places(found: Iterable[Reworded]) -> Iterator[dict[str, Any]]:
    def pair(words: Pair | None) -> dict[str, str] | None:
        return {"was": words[0], "now": words[1]} if words else None

    for one in found:
        yield {"item": one.number, "question": pair(one.question), "answers": pair(one.answers)}
