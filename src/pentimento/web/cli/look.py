"""A command that lists every page: for checks of accessibility and security by other tools."""

from __future__ import annotations

from . import HERE, AsJson, Home, app, practice
from .speak import Speaker


@app.command()
def pages(home: Home = HERE, as_json: AsJson = False) -> None:
    """List every page with the roles that see it and an example address in this folder."""
    practice(home)
    from pentimento.web.catalogue import catalogue

    speaker = Speaker(as_json=as_json)
    found = catalogue()
    speaker.table(("Page", "Seen by", "Example"), [(p.name, ", ".join(p.roles), p.example or "—") for p in found])
    speaker.answer([page.to_json() for page in found])
