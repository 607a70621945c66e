"""Commands about occupations: look one up, bring an official release in, see what changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import Refused

from . import HERE, AsJson, Home, app, house, practice
from .speak import Speaker

occupations = typer.Typer(help="Occupations, their tasks, and official releases of O*NET.", no_args_is_help=True)
app.add_typer(occupations, name="occupations")

Code = Annotated[str, typer.Argument(help="Any code, old or new, such as 29-1129.01; a CIP or ISCO-08 code too.")]
Version = Annotated[str, typer.Option("--release", help="A release such as 30.1; the newest that has it if none.")]
MOST_SHOWN = 40


def _opened(home: Path) -> bool:
    """Wake the practice folder if there is one. What ships can be looked up without."""
    from pentimento.web import folder

    prepared = folder.is_prepared(home)
    house(home)
    return prepared


def _profile(home: Path, code: str, release: str) -> Any:
    prepared = _opened(home)
    from pentimento.profession.occupations import queries

    if prepared:
        return queries.profile_of(code, release or None)
    if release:
        practice(home)
    return queries.shipped_profile(code)


@occupations.command("show")
def show(code: Code, release: Version = "", home: Home = HERE, as_json: AsJson = False) -> None:
    """Look an occupation up by any code. Needs no practice folder for what ships."""
    speaker = Speaker(as_json=as_json)
    if _said_several(speaker, code):
        return
    found = _profile(home, code, release)
    if via := found.resolved.via:
        speaker.say(f"{via.name} was read as: {via.system}. {via.title}".rstrip())
        speaker.say(via.note)
    speaker.say(f"{found.code}  {found.title}  (O*NET {found.origin.version})")
    for step in found.resolved.steps:
        speaker.say(f"{step.from_code} of {step.from_taxonomy} became {step.to_code} on {step.date}. {step.reason}")
        speaker.say(step.warning)
    if not found.origin.is_whole:
        speaker.say("Only its name is known here. Import an O*NET release for its tasks and ratings.")
    rows = [
        (t.task_id, "core" if t.is_core else "supplemental", t.importance, t.relevance, t.shown) for t in found.tasks
    ]
    if rows:
        speaker.table(("Task", "", "Importance", "Relevance %", "What it is"), rows)
    speaker.say(found.origin.attribution)
    speaker.answer(found.to_json())


def _said_several(speaker: Speaker, typed: str) -> bool:
    """Say which occupations a code of another system stands for, where it is more than one."""
    from pentimento.core.occupations.elsewhere import read_elsewhere
    from pentimento.core.occupations.profile import names

    found = read_elsewhere(typed)
    if found is None or len(found.codes) < 2:
        return False
    rows = [(code, names().get(code, "")) for code in found.codes]
    speaker.say(f"{found.name} was read as: {found.system}. It stands for several occupations.")
    speaker.table(("Code", "Title"), rows)
    occupations = [{"code": code, "title": title} for code, title in rows]
    speaker.answer({"system": found.system, "name": found.name, "occupations": occupations})
    return True


@occupations.command("list")
def list_them(
    words: Annotated[str, typer.Argument(help="Part of a title or code; all if none.")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List occupations, those of the newest imported release too."""
    practice(home)
    from pentimento.profession.occupations import queries

    speaker, found = Speaker(as_json=as_json), queries.find(words)
    hits = [hit for page in found.page.paginator for hit in page]
    speaker.table(
        ("Code", "Title", "Found by"), [(h.code, h.title, h.former_code or h.by_title or _found_by(h)) for h in hits]
    )
    speaker.answer(
        [
            {
                "code": h.code,
                "title": h.title,
                "by_title": h.by_title,
                "former_code": h.former_code,
                "system": h.system,
                "elsewhere": h.elsewhere,
            }
            for h in hits
        ]
    )


def _found_by(hit: Any) -> str:
    return f"{hit.system}: {hit.elsewhere}" if hit.system else ""


@occupations.command("import")
def bring_in(
    place: Annotated[Path, typer.Argument(help="The folder or ZIP of an official release: text, CSV or XLSX.")],
    release: Annotated[str, typer.Option("--release", help="Its number, where no name in it says it.")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Bring in an official release of O*NET and keep it beside the others. All of it, or nothing."""
    practice(home)
    from django.utils import timezone

    from pentimento.exchange.releases import import_release

    speaker, began = Speaker(as_json=as_json), time.monotonic()
    found = import_release(place, version=release, by=None, at=timezone.now(), say=speaker.say)
    seconds = max(time.monotonic() - began, 0.001)
    speed = round(found.rows / seconds)
    if found.left_aside:
        speaker.say("Left aside, because nothing here reads them: " + ", ".join(found.left_aside))
    what = f"{found.occupations:,} occupations, {found.tasks:,} tasks"
    speaker.say(f"{found.rows:,} rows in {seconds:.1f} s, {speed:,} rows/s: {what}.")
    speaker.say(f"O*NET {found.version} " + ("is kept." if found.is_new else "was here already; nothing changed."))
    content = {"release": found.version, "rows": found.rows, "occupations": found.occupations, "tasks": found.tasks}
    timing = {"seconds": round(seconds, 2), "rows_per_second": speed}
    speaker.answer({**content, **timing, "new": found.is_new, "left_aside": list(found.left_aside)})


@occupations.command("take-in", hidden=True)
def take_in(arrival: str, home: Home = HERE, as_json: AsJson = False) -> None:
    """Read a release that was sent by upload. The server starts this; what came of it stands on its page."""
    import os

    practice(home)
    from django.conf import settings
    from django.utils import timezone

    from pentimento.exchange import releases
    from pentimento.profession.occupations.queries.arrivals import arrival_for

    os.nice(5)  # whoever writes a note meanwhile comes first
    releases.take_in(home=settings.PENTIMENTO_HOME, arrival=arrival_for(arrival), clock=timezone.now)
    row, speaker = arrival_for(arrival), Speaker(as_json=as_json)
    if not row.release:
        speaker.refuse(row.words)
    speaker.answer({"release": row.release, "words": row.words})


@occupations.command("releases")
def list_releases(home: Home = HERE, as_json: AsJson = False) -> None:
    """List the releases that were imported."""
    practice(home)
    from pentimento.profession.occupations import queries

    speaker, found = Speaker(as_json=as_json), queries.releases()
    rows = [(r.version, f"{r.row_count:,}", r.occupation_count, r.task_count, r.imported_at.date()) for r in found]
    speaker.table(("Release", "Rows", "Occupations", "Tasks", "Imported"), rows)
    if not found:
        speaker.say("No release was imported. The art therapist ships with Pentimento and needs none.")
    keys = ("release", "rows", "occupations", "tasks", "imported")
    speaker.answer([dict(zip(keys, row, strict=True)) for row in rows])


@occupations.command("changes")
def changes(
    old: Annotated[str, typer.Argument(help="The earlier release.")],
    new: Annotated[str, typer.Argument(help="The later release.")],
    code: Annotated[str, typer.Option(help="Only this occupation, figure by figure.")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two imported releases: tasks added, removed and reworded, ratings that moved."""
    practice(home)
    from pentimento.core.occupations.profile import attribution_of
    from pentimento.profession.occupations import queries

    speaker = Speaker(as_json=as_json)
    if code:
        detail = queries.changes_of(code, old, new)
        _say_detail(speaker, detail)
        speaker.answer({**detail.to_json(), "attribution": queries.origin_of(code, new).attribution})
        return
    found = queries.changes_between(queries.release_for(old), queries.release_for(new))
    rows = [(c.code, c.title, c.added, c.removed, c.reworded, ", ".join(c.tables)) for c in found]
    speaker.table(("Code", "Title", "Added", "Removed", "Reworded", "Tables that differ"), rows[:MOST_SHOWN])
    speaker.say(f"{len(found):,} occupations differ between {old} and {new}." + _rest(len(rows)))
    attribution = attribution_of(f"{old} and {new}")
    speaker.answer({"from": old, "to": new, "occupations": [vars(one) for one in found], "attribution": attribution})


def _rest(count: int) -> str:
    return f" The first {MOST_SHOWN} are shown; --json gives all." if count > MOST_SHOWN else ""


def _say_detail(speaker: Speaker, detail: Any) -> None:
    tasks = detail.tasks
    rows = [("added", one.task_id, one.shown) for one in tasks.added]
    rows += [("removed", one.task_id, one.shown) for one in tasks.removed]
    rows += [("reworded", one.task_id, f"{one.before} → {one.after}") for one in tasks.reworded]
    rows += [("regrouped", one.task_id, "core" if one.after else "supplemental") for one in tasks.regrouped]
    rows += [("moved", one.task_id, f"{one.scale} {one.before} → {one.after}") for one in tasks.moved]
    rows += [("moved", one.name, f"{one.scale} {one.before} → {one.after}") for one in detail.ratings]
    speaker.table((detail.title, "Task or element", "What changed"), rows)
    if not rows:
        speaker.say(f"{detail.title}: nothing changed.")


@occupations.command("compare")
def compare(
    codes: Annotated[list[str], typer.Argument(help="Two to four codes.")],
    release: Version = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Lay occupations side by side, the largest differences in importance first."""
    practice(home)
    from pentimento.profession.occupations import queries

    speaker, found = Speaker(as_json=as_json), queries.compare(codes, release or None)
    titles = [one.title for one in found.profiles]
    counts = [
        (p.code, p.title, p.origin.version, len(p.tasks), sum(bool(t.is_core) for t in p.tasks)) for p in found.profiles
    ]
    speaker.table(("Code", "Title", "Release", "Tasks", "of them core"), counts)
    for kind, lines in found.lines.items():
        rows = [(line.label, *("—" if value is None else value for value in line.values)) for line in lines[:10]]
        speaker.table((kind.capitalize(), *titles), rows)
    for words in found.remarks:
        speaker.say(words)
    speaker.answer(found.to_json())


@occupations.command("export")
def export(
    code: Code,
    form: Annotated[str, typer.Option("--form", help="csv (its tasks) or json (everything).")] = "csv",
    out: Annotated[Path | None, typer.Option("--out", help="A file; the terminal if none.")] = None,
    release: Version = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take an occupation out as CSV or JSON, with the line of attribution in it."""
    import json

    from pentimento.core.occupations.sheet import tasks_as_csv

    if form not in {"csv", "json"}:
        raise Refused("An occupation goes out as csv or json, not as {form}.", form=form[:20])
    speaker, found = Speaker(as_json=as_json), _profile(home, code, release)
    if form == "csv":
        words = tasks_as_csv(found.tasks, code=found.code, attribution=found.origin.attribution)
    else:
        words = json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        typer.echo(words, nl=False)
        return
    out.write_text(words, encoding="utf-8", newline="")
    speaker.say(f"{found.title}: {len(found.tasks)} tasks in {out}.")
    speaker.answer({"file": str(out), "code": found.code, "tasks": len(found.tasks), "release": found.origin.version})


@occupations.command("remove")
def remove(
    release: Annotated[str, typer.Argument(help="A release such as 30.1.")], home: Home = HERE, as_json: AsJson = False
) -> None:
    """Take an imported release out again."""
    practice(home)
    from django.utils import timezone

    from pentimento.profession.occupations import actions, queries

    speaker = Speaker(as_json=as_json)
    actions.remove_release(release=queries.release_for(release), by=None, at=timezone.now())
    speaker.say(f"O*NET {release} is taken out.")
    speaker.answer({"removed": release})
