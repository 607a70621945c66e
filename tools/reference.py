"""Writes docs/reference from the code; with --check only says which pages are out of date."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs/reference"
WRITTEN = "<!-- Written by `make docs` from the code. Change the code instead. -->"


def wake() -> None:
    """Start Django on an empty folder that is thrown away: nothing here may depend on a practice."""
    home = tempfile.mkdtemp(prefix="pentimento-docs-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ |= {"PENTIMENTO_HOME": home, "DJANGO_SETTINGS_MODULE": "pentimento.web.settings"}
    os.environ.pop("PENTIMENTO_DATABASE", None)
    import django

    django.setup()


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A Markdown table; a bar inside a cell is escaped."""
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def first_line(text: str | None) -> str:
    """The sentence a docstring begins with."""
    return (text or "").strip().split("\n")[0]


def commands() -> Iterator[str]:
    """Every command of `pentimento` with its options."""
    from typer.main import get_command

    from pentimento.web.cli import app, demonstrate, forms, keep, look, measuring, strokes  # noqa: F401 - each adds its commands

    yield "# Commands"
    yield "Every command takes `--help`, answers in JSON with `--json`, and ends with a status other than 0 on refusal."
    for path, command in leaves(get_command(app), ("pentimento",)):
        yield f"## {' '.join(path)}"
        yield first_line(command.help)
        rows = [
            (f"`{shown(parameter)}`", getattr(parameter, "help", "") or "", default(parameter))
            for parameter in command.params
        ]
        yield "\n".join(table(("option", "what it does", "default"), [row for row in rows if row[0] != "`--help`"]))


def leaves(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Commands below a group, by name."""
    below = getattr(command, "commands", None)
    if not below:
        yield path, command
        return
    for name in sorted(below):
        yield from leaves(below[name], (*path, name))


def shown(parameter: Any) -> str:
    """How a parameter is written on the command line."""
    if parameter.param_type_name == "argument":
        return str(parameter.name).upper()
    return max(parameter.opts, key=len)


def default(parameter: Any) -> str:
    """A default worth showing."""
    value = parameter.default
    return "" if value in (None, False, "") or callable(value) or "Sentinel" in repr(value) else f"`{value}`"


def events() -> Iterator[str]:
    """What the audit trail can say."""
    from pentimento.trust.audit.events import Event

    yield "# Events of the audit trail"
    yield "Each is written in the same transaction as what it records."
    yield "\n".join(table(("event", "sentence"), ((f"`{event.name}`", event.sentence) for event in Event)))


def roles() -> Iterator[str]:
    """Which role may do what."""
    from pentimento.trust.people.roles import MAY, Permission, Role

    yield "# Roles"
    yield "What a role may do at all. Whose record they may do it on is decided by the care team of each chart."
    heads = ("to ...", *(str(role.label) for role in Role))
    rows = (
        (permission.value, *("yes" if permission in MAY[role] else "" for role in Role)) for permission in Permission
    )
    yield "\n".join(table(heads, rows))


def elements() -> Iterator[str]:
    """The formal elements, as the product itself describes them."""
    from pentimento.core.art.elements import ELEMENTS

    yield "# Formal elements"
    yield "Each number is measured on the picture and says nothing about its maker."
    for element in ELEMENTS.values():
        yield f"## {element.label}"
        yield element.definition
        yield f"Unit: {element.unit or 'none'}. Range: {element.low:g} to {element.high:g}. Method: `{element.method}`."
        people = element.agreement
        yield f"People agree about {people.judged} with kappa {people.kappa:.2f} ({people.source})."
        yield "What it cannot tell:"
        yield "\n".join(f"* {limit}" for limit in element.cannot_tell)


def instruments() -> Iterator[str]:
    """The measures that ship, with their sources."""
    from pentimento.core.scoring.instruments import instruments as shipped

    yield "# Measures"
    yield "Structure and scoring only: the wording belongs to others and comes in with `pentimento instruments import`."
    for one in shipped():
        yield f"## {one.title}"
        yield f"{one.full_title}: {one.about}."
        bands = ", ".join(f"{band.key} from {band.lowest:g}" for band in one.bands)
        facts = [
            ("method", f"`{one.method}`"),
            ("items", f"{len(one.items)}, each {one.answers[0]} to {one.answers[-1]}"),
            ("total", f"{one.lowest:g} to {one.highest:g}, {one.direction}"),
            ("bands", f"{bands} ({one.bands_source})"),
            ("clinical range", f"from {one.caseness:g} ({one.caseness_source})"),
            ("unanswered", f"up to {one.missing.most} ({one.missing.source})"),
            ("reliable change", f"{one.change.threshold.points:g} points ({one.change.threshold.source})"),
            ("wording", f"{one.licence.holder}: {one.licence.terms}"),
        ]
        yield "\n".join(table(("", ""), facts))


def pages() -> Iterator[str]:
    """Every address, with what it needs."""
    from pentimento.trust.access import declaration_of
    from pentimento.web.catalogue import addresses

    yield "# Addresses"
    yield "What somebody needs to use an address at all. Records of clients who are not theirs are not found there."
    rows = [
        (f"`{route}`", f"`{name}`", getattr(needs := declaration_of(view), "value", needs), first_line(view.__doc__))
        for name, route, view in addresses()
    ]
    yield "\n".join(table(("address", "name", "needs", "what it is"), sorted(rows)))


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "elements": elements,
    "events": events,
    "instruments": instruments,
    "pages": pages,
    "roles": roles,
}


def main(*, check: bool) -> int:
    """Write every page, or say which differ from what would be written."""
    wake()
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, write in PAGES.items():
        path, text = FOLDER / f"{name}.md", "\n\n".join((WRITTEN, *write())) + "\n"
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.name)
        if not check:
            path.write_text(text)
    if check and stale:
        print(f"Out of date in docs/reference: {', '.join(stale)}. Run make docs.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
