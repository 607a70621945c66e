"""Commands that prepare a practice and keep it running: init, serve, doctor, people add."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from . import HERE, AsJson, Home, app, house, people, practice
from .speak import Speaker


@app.command()
def init(
    home: Home = HERE,
    name: Annotated[str, typer.Option(help="What the practice calls itself, on badges, reports and at the door.")] = "",
    as_json: AsJson = False,
) -> None:
    """Prepare a practice folder, or bring an old one up to this version."""
    from pentimento.web import folder
    from pentimento.web.database.configured import name_from, write_name

    speaker = Speaker(as_json=as_json)
    folder.make(home)
    if name:
        write_name(home, name)
    house(home)
    prepare(speaker)
    speaker.say(f"The practice folder {home} is ready. Add the first person with: pentimento people add")
    speaker.answer({"home": str(home.resolve()), "name": name_from(home), "ready": True})


def prepare(speaker: Speaker) -> None:
    """Create or update the tables, make the keys, and note it in the trail."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from pentimento.trust import audit
    from pentimento.trust.keys import keyring

    speaker.say("Preparing the record …")
    old = os.umask(0o077)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        keyring()
        (settings.PENTIMENTO_HOME / "files").mkdir(mode=0o700, exist_ok=True)
        with transaction.atomic():
            audit.record(audit.Event.PRACTICE_PREPARED, by=None, at=timezone.now())
    finally:
        os.umask(old)


@people.command("add")
def add(
    email: Annotated[str, typer.Option(prompt="E-mail address")],
    name: Annotated[str, typer.Option(prompt="Name")],
    role: Annotated[str, typer.Option(prompt="Role (therapist, trainee, supervisor, head, front_desk)")],
    password: Annotated[
        str,
        typer.Option(prompt="Password", confirmation_prompt=True, hide_input=True, envvar="PENTIMENTO_PASSWORD"),
    ],
    profession: Annotated[str, typer.Option()] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Add somebody who can sign in."""
    practice(home)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from pentimento.trust.access import Role
    from pentimento.trust.people.actions import add_person

    speaker = Speaker(as_json=as_json)
    if role not in Role.values:
        speaker.refuse(f"There is no role “{role}”. Choose one of: {', '.join(Role.values)}.")
    try:
        validate_email(email)
        validate_password(password)
    except ValidationError as error:
        speaker.refuse(" ".join(error.messages))
    made = add_person(
        email=email, name=name, role=role, profession=profession, password=password, by=None, at=timezone.now()
    )
    speaker.say(f"{made.name} can sign in with {made.email}.")
    speaker.answer({"public_id": made.public_id, "email": made.email, "role": made.role})


@app.command()
def doctor(home: Home = HERE, quick: bool = False, as_json: AsJson = False) -> None:
    """Say what is unsafe or missing here, and how to mend it."""
    house(home)
    from pentimento.web import safety

    speaker = Speaker(as_json=as_json)
    found = safety.faults(thorough=not quick)
    speaker.answer({"home": str(home.resolve()), "faults": [fault.to_json() for fault in found]})
    for fault in found:
        speaker.say(f"• {fault.what}\n  {fault.mend}")
    if found:
        raise SystemExit(1)
    speaker.say("Nothing is unsafe or missing here.")


Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Processes that answer requests.")]


@app.command()
def serve(
    home: Home = HERE, host: Host = "127.0.0.1", port: Port = 8765, workers: Workers = 2, as_json: AsJson = False
) -> None:
    """Serve the practice. Refuses to start where something is unsafe."""
    house(home)
    start(Path(home), host=host, port=port, workers=workers, speaker=Speaker(as_json=as_json))


def start(home: Path, *, host: str, port: int, workers: int, speaker: Speaker) -> None:
    """Check, then hand over to the server until it is stopped."""
    from django.db import connections
    from django.utils import timezone
    from granian import Granian
    from granian.constants import Interfaces

    from pentimento.trust.vault import incoming
    from pentimento.web import folder, safety

    stopping = [fault for fault in safety.faults() if fault.stops]
    if stopping:
        speaker.refuse("\n".join(f"{fault.what} {fault.mend}" for fault in stopping))
    folder.check_port(host, port)
    incoming.sweep_incoming(at=timezone.now())  # what nobody came back for while it was closed
    connections.close_all()
    speaker.say(f"Pentimento is open at http://{host}:{port}/  (Ctrl+C closes it)")
    speaker.answer({"url": f"http://{host}:{port}/", "home": str(home.resolve())})
    Granian(
        "pentimento.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # SQLite readers run side by side and writers take turns: a few threads a process are enough.
        blocking_threads=4,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
    ).serve()
