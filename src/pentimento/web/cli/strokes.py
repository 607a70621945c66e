"""The command that brings recordings of drawing in from other programs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from pentimento.core.kernel.errors import Invalid, Refused

from . import AsJson, app
from .speak import Speaker

LOG_KIND = ".pnts"
strokes = typer.Typer(help="Recordings of drawing.", no_args_is_help=True)
app.add_typer(strokes, name="strokes")


@strokes.callback()
def _group() -> None:
    """Recordings of drawing."""


@strokes.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="SVG paths with times, InkML, or CSV of x, y, t[, pressure].")],
    out: Annotated[Path | None, typer.Option(help="The stroke log to write; else beside the file, as .pnts.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a stroke log of a recording, every point of it, or nothing and a sentence that names the line."""
    from pentimento.core.strokes import write_log
    from pentimento.exchange.strokes import LARGEST, brought, read_recording

    speaker, place = Speaker(as_json=as_json), out or file.with_suffix(LOG_KIND)
    if not file.is_file() or file.stat().st_size > LARGEST:
        raise Invalid("There is no recording of a sensible size at {place}.", place=str(file))
    if out is None and place.exists():
        raise Refused("{place} is there already. Name another place with --out.", place=str(place))
    came = brought(read_recording(file.name, file.read_bytes()))
    _put(place, write_log(came.log))
    speaker.say(f"{came.points} points in {came.strokes} strokes are in {place}.")
    if came.scale != 1:
        speaker.say(f"  noted: places were multiplied by {came.scale:.6g} to fit a sheet.")
    if not came.has_pressure:
        speaker.say("  noted: the file has no pressure.")
    speaker.answer(
        {
            "file": str(file),
            "out": str(place),
            "points": came.points,
            "strokes": came.strokes,
            "scale": came.scale,
            "origin": list(came.origin),
            "pressure": came.has_pressure,
        }
    )


def _put(place: Path, content: bytes) -> None:
    """Whole or not at all: written beside, made durable, renamed."""
    if not place.parent.is_dir():
        raise Invalid("There is no folder {folder}.", folder=str(place.parent))
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
