"""Sessions and what was recorded in them. The therapist's own response comes out for its author only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.encounters.models import Aim, Appointment, Encounter, MediumUse, Observation, OwnResponse
from pentimento.practice.encounters.rules import PADS
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import Subkey, keyring
from pentimento.trust.people.models import Person

from .days import midnight


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing written in a session, whichever pad it was written on."""

    pad: str
    public_id: str
    client_key: str
    version: int
    stamped_at: datetime
    text: str
    finished: bool
    struck_at: datetime | None
    author: Person


def sessions_of(viewer: Person, chart: Chart, *, frm: date | None = None, to: date | None = None) -> list[Encounter]:
    """A client's sessions, latest first, from one day to another, both counted. One statement."""
    rows = Encounter.scoped(viewer).filter(chart=chart).select_related("therapist", "appointment__group")
    if frm:
        rows = rows.filter(opened_at__gte=midnight(frm))
    if to:
        rows = rows.filter(opened_at__lt=midnight(to + timedelta(days=1)))
    return list(rows.order_by("-opened_at", "-pk"))


def session_for(viewer: Person, chart: Chart, public_id: str) -> Encounter:
    """One session of a chart that was opened.

    Raises
    ------
    NotFound
    """
    rows = Encounter.scoped(viewer).select_related("therapist", "chart", "appointment__group")
    found = rows.filter(chart=chart, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def session_at(viewer: Person, appointment: Appointment) -> Encounter | None:
    """The session opened from an appointment, if there is one and the viewer may see it."""
    return Encounter.scoped(viewer).filter(appointment=appointment).first()


def open_sessions_for(viewer: Person) -> list[Encounter]:
    """Sessions this person opened and has not closed, latest first. One statement."""
    rows = Encounter.scoped(viewer).filter(therapist=viewer, closed_at__isnull=True)
    return list(rows.select_related("chart", "appointment").order_by("-opened_at", "-pk"))


def observations_of(viewer: Person, encounter: Encounter, *, struck: bool = False) -> list[Observation]:
    """What was seen, said and supposed, in time order; with ``struck``, what was struck out too. One statement."""
    rows = Observation.scoped(viewer).filter(encounter=encounter).select_related("author")
    rows = rows if struck else rows.filter(struck_at__isnull=True)
    return list(rows.order_by("stamped_at", "pk"))


def responses_of(viewer: Person, encounter: Encounter, *, struck: bool = False) -> list[Entry]:
    """The viewer's own responses, opened, in time order. Nobody else's, whoever asks. One statement."""
    rows = OwnResponse.scoped(viewer).filter(encounter=encounter).select_related("author", "chart")
    rows = rows if struck else rows.filter(struck_at__isnull=True)
    return [_entry("response", row, words_of(row)) for row in rows.order_by("stamped_at", "pk")]


def words_of(response: OwnResponse) -> str:
    """Open the words of a response the caller was let through to."""
    sealed = bytes(response.sealed_words).decode()
    return keyring().decrypt_text(response.chart.public_id, Subkey.PRIVATE, sealed, place_of(response))


def place_of(response: OwnResponse) -> str:
    """Where the words belong; locked words open nowhere else."""
    return f"response:{response.public_id}"


def entries_of(viewer: Person, encounter: Encounter, *, struck: bool = False) -> dict[str, list[Entry]]:
    """Everything written in a session, each pad in time order. Two statements."""
    pads: dict[str, list[Entry]] = {pad: [] for pad in PADS}
    for row in observations_of(viewer, encounter, struck=struck):
        pads[row.kind].append(_entry(row.kind, row, row.words))
    pads["response"] = responses_of(viewer, encounter, struck=struck)
    return pads


def _entry(pad: str, row: Observation | OwnResponse, text: str) -> Entry:
    return Entry(
        pad, row.public_id, row.client_key, row.version, row.stamped_at, text, row.finished, row.struck_at, row.author
    )


def entry_for(viewer: Person, encounter: Encounter, public_id: str) -> Observation | OwnResponse:
    """One thing written in this session; of own responses, only the viewer's.

    Raises
    ------
    NotFound
    """
    for kind in (Observation, OwnResponse):
        found = kind.scoped(viewer).filter(encounter=encounter, public_id=public_id).first()
        if found is not None:
            return found
    raise NotFound


def media_of(viewer: Person, encounter: Encounter) -> list[MediumUse]:
    """What the client worked with, in order of use. One statement."""
    return list(MediumUse.scoped(viewer).filter(encounter=encounter).order_by("position"))


def aims_of(viewer: Person, encounter: Encounter) -> list[Aim]:
    """The objectives this session works on, in the words they had. One statement."""
    return list(Aim.scoped(viewer).filter(encounter=encounter).order_by("pk"))
