"""The ``pentimento`` command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import PentimentoError, Refused

from .speak import Speaker

app = typer.Typer(
    name="pentimento",
    help="Records, artwork and outcomes for art therapists. Self-hosted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
instruments = typer.Typer(help="Outcome measures.", no_args_is_help=True)
people = typer.Typer(help="The people who sign in.", no_args_is_help=True)
app.add_typer(instruments, name="instruments")
app.add_typer(people, name="people")

Home = Annotated[
    Path, typer.Option("--home", envvar="PENTIMENTO_HOME", help="The practice folder.", show_default="./practice")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")]
HERE = Path("practice")
UsageError: Any = typer.BadParameter.__base__  # of the click that typer carries inside itself


def house(home: Path) -> None:
    """Point the settings at a practice folder and wake Django."""
    os.environ["PENTIMENTO_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pentimento.web.settings")
    import django

    django.setup()


def practice(home: Path) -> None:
    """As ``house``, for a command that needs a practice to be there already.

    Raises
    ------
    Refused
        There is none in this folder, or it was made by an older version.
    """
    house(home)
    from pentimento.web import safety

    for fault in safety.unprepared():
        raise Refused("{what} {mend}", what=fault.what, mend=fault.mend)


def main() -> None:
    """Run a command. A refusal is one sentence and a non-zero ending, never a traceback."""
    # Each adds its commands to `app`.
    from . import (  # noqa: F401
        demonstrate,
        forms,
        grading,
        keep,
        look,
        measuring,
        occupations,
        portfolio,
        scoring_tasks,
        strokes,
    )

    as_json = "--json" in sys.argv
    try:
        raise SystemExit(app(standalone_mode=not as_json) or 0)  # without its own ending it hands the status back
    except UsageError as error:  # only met with --json: otherwise it is shown in a box, with advice
        Speaker(as_json=as_json).refuse(error.format_message(), status=2)
    except PentimentoError as error:
        Speaker(as_json=as_json).refuse(str(error))
    except PermissionError as error:
        Speaker(as_json=as_json).refuse(f"{error.filename} cannot be written. Choose another folder.")
