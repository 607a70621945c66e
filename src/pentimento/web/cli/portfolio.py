"""Commands of the portfolio: frameworks come in from files and leave as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, PentimentoError

from . import HERE, AsJson, Home, app, practice
from .speak import Speaker

portfolio = typer.Typer(help="Competency frameworks.", no_args_is_help=True)
app.add_typer(portfolio, name="portfolio")
FORMS = {".json": "case", ".csv": "rsd"}


@portfolio.callback()
def _group() -> None:
    """Competency frameworks."""


@portfolio.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="A CASE 1.1 package (.json) or Rich Skill Descriptors (.csv).")],
    title: Annotated[str, typer.Option(help="For a CSV file that names no collection.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only look; take nothing in.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take a competency framework in: all of it, or nothing and a sentence that names row and column."""
    practice(home)
    from django.utils import timezone

    from pentimento.profession.portfolio.actions.frameworks import kept_already, take_in
    from pentimento.profession.portfolio.queries.frameworks import preview_of

    speaker, read = Speaker(as_json=as_json), _read(file, title)
    if read.framework is None or read.faults:
        for fault in read.faults[1:20]:
            speaker.say(str(fault))
    content = read.whole()
    seen, here = preview_of(content), kept_already(content) is not None
    taken = not preview and not here
    if taken:
        take_in(content=content, by=None, at=timezone.now())
    named = f"“{content.title}”, version {content.version}"
    if here:
        speaker.say(f"{named}, was here already, word for word: nothing changed.")
    else:
        speaker.say(f"{'Taken in' if taken else 'Read'}: {named}.")
    for note in read.notes:
        speaker.say(f"  noted: {note}")
    speaker.answer({"file": str(file), "taken_in": taken, **_told(seen), "notes": [str(n) for n in read.notes]})


def _read(file: Path, title: str) -> Any:
    from pentimento.core.reference.frameworks.case import read_case
    from pentimento.core.reference.frameworks.framework import LARGEST
    from pentimento.core.reference.frameworks.rsd import read_rsd

    if not file.is_file() or file.stat().st_size > LARGEST:
        raise Invalid("There is no framework of a sensible size at {place}.", place=str(file))
    content = file.read_bytes()
    return read_rsd(content, title=title) if file.suffix.lower() == ".csv" else read_case(content)


def _told(seen: Any) -> dict[str, Any]:
    content = seen.content
    return {
        "identifier": content.identifier,
        "title": content.title,
        "version": content.version,
        "levels": [level.name for level in content.levels],
        "statements": len(seen.statements),
        "without_source": [one.code or one.identifier for one in seen.unsourced],
        "compared_with": seen.earlier.name if seen.earlier else None,
        "new": len(seen.added),
        "reworded": len(seen.reworded),
        "gone": len(seen.gone),
    }


@portfolio.command("export")
def take_out(
    file: Annotated[Path, typer.Argument(help="Where to: .json for CASE 1.1, .csv for Rich Skill Descriptors.")],
    framework: Annotated[str, typer.Option(help="Part of its title, or its identifier.")] = "",
    version: Annotated[str, typer.Option(help="Which version; the newest where none is named.")] = "",
    starter: Annotated[bool, typer.Option("--starter", help="The one that ships; needs no practice folder.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a framework as it stands now, corrections included."""
    speaker, form = Speaker(as_json=as_json), FORMS.get(file.suffix.lower())
    if form is None:
        raise Invalid(
            "A framework is written as .json (CASE 1.1) or .csv (Rich Skill Descriptors), not as {place}.",
            place=file.name,
        )
    if starter:
        content, title, name = _starter(form)
    else:
        practice(home)
        content, title, name = _kept(framework, version, form)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise PentimentoError("{place} cannot be written.", place=str(file)) from error
    speaker.say(f"Written: “{title}”, version {name}, to {file}.")
    speaker.answer({"file": str(file), "form": form, "title": title, "version": name, "bytes": len(content)})


def _starter(form: str) -> tuple[bytes, str, str]:
    from pentimento.core.reference.frameworks.case_writing import write_case
    from pentimento.core.reference.frameworks.rsd import write_rsd
    from pentimento.core.reference.frameworks.starter import starter

    whole = starter()
    at = f"{whole.dated}T00:00:00+00:00"
    return write_rsd(whole) if form == "rsd" else write_case(whole, changed={}, at=at), whole.title, whole.version


def _kept(framework: str, version: str, form: str) -> tuple[bytes, str, str]:
    from django.utils import timezone

    from pentimento.profession.portfolio.actions.frameworks import export
    from pentimento.profession.portfolio.queries.frameworks import version_named

    row = version_named(framework, version)
    return export(version=row, form=form, by=None, at=timezone.now()), row.framework.title, row.name
