"""A release that is sent by upload: laid aside and looked at while its sender waits, read by a process of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path, PurePosixPath

from pentimento.core.kernel.errors import Invalid, PentimentoError
from pentimento.profession.occupations import actions
from pentimento.profession.occupations.models import Arrival
from pentimento.trust.people.models import Person

from .importing import import_release
from .opening import opened
from .tables import OCCUPATIONS, kind_of

INCOMING = "incoming"
NAME = re.compile(r"[^A-Za-z0-9._-]+")
BROKE_OFF = "Reading broke off, and nothing was kept. Send the file again; if that does not help, import it from the \
command line, which says more."


def place_of(home: Path, arrival: Arrival) -> Path:
    """Where the file of an arrival lies until it was read."""
    return home / INCOMING / arrival.public_id / arrival.name


def receive(*, home: Path, name: str, blocks: Iterable[bytes], version: str, by: Person, at: datetime) -> Arrival:
    """Lay a sent file aside and note it, once a look at its names says that it can be a release.

    Raises
    ------
    WrongType, Invalid, TooLarge, Refused, Conflict
        At once, and nothing is left behind.
    """
    actions.check_can_import(by)
    held = home / INCOMING / f"{by.public_id}.{at.timestamp():.6f}"
    held.mkdir(mode=0o700, parents=True)
    try:
        place = held / (NAME.sub("_", PurePosixPath(name).name)[-100:].lstrip("._") or "release.zip")
        with place.open("xb") as file:
            for block in blocks:
                file.write(block)
        size, tables = place.stat().st_size, _tables_in(place)
        row = actions.announce(name=place.name, version=version, size=size, tables=tables, by=by, at=at)
        held.rename(home / INCOMING / row.public_id)
        return row
    except BaseException:
        shutil.rmtree(held, ignore_errors=True)
        raise


def _tables_in(place: Path) -> int:
    with opened(place) as bundle:
        kinds = [kind_of(member.name) for member in bundle.members if member.form]
        if OCCUPATIONS not in kinds:
            raise Invalid("There is no table “Occupation Data” in {place}, so this is not a release of O*NET.",
                          place=place.name)  # fmt: skip
        return sum(not kind.startswith("read-me") for kind in kinds)


def take_in(*, home: Path, arrival: Arrival, clock: Callable[[], datetime]) -> None:
    """Read a release that was sent. What came of it stands in its row; the file is gone afterwards."""

    def say(words: str) -> None:
        actions.hear(arrival=arrival, words=words, at=clock())

    place = place_of(home, arrival)
    try:
        found = import_release(place, version=arrival.version, by=arrival.sent_by, at=clock(), say=say)
    except PentimentoError as error:
        actions.end_arrival(arrival=arrival, words=str(error), at=clock())
    except Exception:
        actions.end_arrival(arrival=arrival, words=BROKE_OFF, at=clock())
        raise
    else:
        words = (
            ("" if found.is_new else "It was here already; nothing changed. ")
            + f"{found.rows:,} rows, \
{found.occupations:,} occupations, {found.tasks:,} tasks."
        )
        actions.end_arrival(arrival=arrival, release=found.version, words=words, at=clock())
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)
