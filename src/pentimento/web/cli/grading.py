"""Commands about grading schemes: check printed profiles, list schemes, bring one in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, NotFound

from . import HERE, AsJson, Home, app, practice
from .speak import Speaker

if TYPE_CHECKING:
    from pentimento.core.jobeval.scheme import Scheme

grading = typer.Typer(help="Grading of posts.", no_args_is_help=True)
app.add_typer(grading, name="grading")

File = Annotated[Path | None, typer.Argument(help="A scheme file (TOML or JSON). Without one, the shipped schemes.")]


@grading.command("audit")
def audit_profiles(file: File = None, as_json: AsJson = False) -> None:
    """Add up every printed profile as printed and by its levels, and name each cell that disagrees.

    Needs no practice folder, keeps nothing and mends nothing.
    """
    from pentimento.core.jobeval.shipped import schemes

    speaker = Speaker(as_json=as_json)
    found = [_audited(scheme, speaker) for scheme in ([_read(file)] if file else schemes())]
    speaker.answer(found[0] if len(found) == 1 else found)


def _read(file: Path) -> Scheme:
    from pentimento.core.jobeval.file import LARGEST, parse
    from pentimento.core.jobeval.reading import scheme_from

    if not file.is_file():
        raise NotFound("There is no file {file}.", file=file)
    with file.open("rb") as opened:
        return scheme_from(parse(opened.read(LARGEST + 1)))


def _audited(scheme: Scheme, speaker: Speaker) -> dict[str, Any]:
    from pentimento.core.jobeval.checker import audit

    audits = [audit(profile, scheme) for profile in scheme.profiles]
    speaker.say(scheme.title)
    speaker.table(
        ("Profile", "Printed", "Band", "Points printed", "By level", "Bands by level", "Adds up"),
        [_row(one.to_json(scheme)) for one in audits],
    )
    for one in audits:
        for conflict in one.conflicts:
            speaker.say(f"{one.profile.title}: {conflict.sentence}")
    return {
        "scheme": scheme.key,
        "title": scheme.title,
        "rules": scheme.rules.status,
        "profiles": [one.to_json(scheme) for one in audits],
        "conflicts": sum(len(one.conflicts) for one in audits),
    }


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    def span(ends: list[int] | None) -> str:
        return "–".join(map(str, dict.fromkeys(ends))) if ends else ""

    ends = (span(one["printed_total"]), one["printed_band"], span(one["sum_of_printed_points"]))
    bands = ", ".join(one["attainable"]["bands"])
    return (one["title"], *ends, span(one["sum_by_level"]), bands, "yes" if one["adds_up"] else "no")


@grading.command("schemes")
def list_schemes(home: Home = HERE, as_json: AsJson = False) -> None:
    """List the schemes this practice can grade with."""
    practice(home)
    from pentimento.profession.grading.queries.schemes import schemes

    speaker, found = Speaker(as_json=as_json), schemes()
    speaker.table(
        ("Mark", "Scheme", "Factors", "Bands", "Profiles"),
        [(s.mark, s.scheme.title, len(s.scheme.factors), len(s.scheme.bands), len(s.scheme.profiles)) for s in found],
    )
    speaker.answer(
        [{"mark": s.mark, "key": s.scheme.key, "title": s.scheme.title, "shipped": s.is_shipped} for s in found]
    )


@grading.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A scheme file (TOML or JSON).")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Bring a scheme in, whole or not at all."""
    practice(home)
    from django.utils import timezone

    from pentimento.core.jobeval.file import LARGEST, parse
    from pentimento.profession.grading.actions import import_scheme

    speaker = Speaker(as_json=as_json)
    if not file.is_file() or file.stat().st_size > LARGEST:
        raise Invalid("There is no scheme file of a sensible size at {file}.", file=file)
    found = import_scheme(table=parse(file.read_bytes()), by=None, at=timezone.now())
    title = found.scheme.title
    new, known = (
        f"{title} can be graded with from now on.",
        f"{title} was here already, from the same file: nothing changed.",
    )
    speaker.say(new if found.is_new else known)
    told = {"mark": found.mark, "key": found.scheme.key, "title": title, "digest": found.digest}
    speaker.answer({**told, "new": found.is_new})
