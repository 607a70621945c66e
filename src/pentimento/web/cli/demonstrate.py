"""The demo: a made-up practice to walk around in."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pentimento.core.kernel.errors import Refused

from . import AsJson, app, house
from .keep import Host, Port, Workers, prepare, start
from .speak import Speaker

MARK = "demo.json"
UNFINISHED = "demo.unfinished"


@app.command()
def demo(
    home: Annotated[Path, typer.Option("--home", help="Folder of the demo.")] = Path("demo"),
    host: Host = "127.0.0.1",
    port: Port = 8765,
    workers: Workers = 2,
    seed: Annotated[int, typer.Option(help="The same seed draws the same practice.")] = 1,
    only_prepare: Annotated[bool, typer.Option("--only-prepare", help="Fill the folder but do not serve.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fill a folder with a made-up practice and serve it."""
    from pentimento.web import folder

    speaker = Speaker(as_json=as_json)
    if not only_prepare:
        folder.check_port(host, port)
    _check_is_ours(home)
    if not (home / MARK).exists():
        _fill(home, seed, speaker)
    house(home)
    signed = json.loads((home / MARK).read_text())
    speaker.say("Everybody signs in with the password: " + signed["password"])
    speaker.table(("Role", "Name", "Signs in as"), [(p["role"], p["name"], p["email"]) for p in signed["people"]])
    if only_prepare:
        speaker.answer({"home": str(home.resolve()), **signed})
        return
    start(home, host=host, port=port, workers=workers, speaker=speaker)


def _check_is_ours(home: Path) -> None:
    """A real practice is never turned into a demo."""
    from pentimento.web import folder

    if folder.is_prepared(home) and not (home / MARK).exists():
        raise Refused("{home} holds a real practice. Choose another folder for the demo with --home.", home=home)
    folder.check_can_prepare(home)


def _fill(home: Path, seed: int, speaker: Speaker) -> NoReturn:
    """Fill a folder beside the wanted one and put it in place when it is whole, so that stopping loses nothing."""
    from pentimento.web import folder

    unfinished = home.resolve().with_name(home.resolve().name + ".unfinished")
    if (unfinished / UNFINISHED).exists():
        shutil.rmtree(unfinished)  # a demo that was stopped while it was being filled: nobody's work
    folder.make(unfinished)
    (unfinished / UNFINISHED).touch()
    house(unfinished)
    from django.db import connections
    from django.utils import timezone

    from pentimento.exchange.demo.filling import fill
    from pentimento.exchange.demo.people import PRACTICE
    from pentimento.web.database.configured import write_name

    now = timezone.localtime()  # the demo is about the reader's today
    people = fill(seed=seed, today=now.date(), now=now.time(), say=speaker.say, prepare=lambda: prepare(speaker))
    connections.close_all()
    write_name(unfinished, PRACTICE)
    (unfinished / MARK).write_text(json.dumps(people, ensure_ascii=False, indent=2))
    (unfinished / UNFINISHED).unlink()
    if home.exists():
        home.rmdir()  # empty: anything else was refused above
    unfinished.rename(home)
    # Django keeps the folder it woke up with; a fresh start finds the one in place.
    os.environ.pop("PENTIMENTO_HOME", None)
    os.execv(sys.executable, [sys.executable, "-m", "pentimento", *sys.argv[1:]])  # noqa: S606
