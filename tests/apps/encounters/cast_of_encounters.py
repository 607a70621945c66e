"""What the tests of this room share: who is who, and signing in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

import factories
from pentimento.practice.clients.models import Client
from pentimento.practice.encounters import actions
from pentimento.practice.encounters.models import Appointment, Encounter, Observation, OwnResponse
from pentimento.trust.people.models import Person

HOUR = timedelta(hours=1)


def signed_in(person: Person) -> Browser:
    """A browser in which this person is signed in."""
    browser = Browser()
    browser.force_login(person)
    return browser


def address(what: str, chart: Any, *more: str) -> str:
    """``address("sessions", chart, session, "room")`` -> ``/clients/<chart>/sessions/<session>/room/``."""
    return "/" + "/".join(["clients", chart.public_id, what, *more]) + "/"


def today_at(hour: int) -> datetime:
    """That hour today, where the practice is."""
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0)


def running(client: Client, therapist: Person) -> Encounter:
    """A session opened just now."""
    return factories.encounter(client, therapist, opened_at=timezone.now() - timedelta(minutes=5))


def wrote(session: Encounter, by: Person, pad: str = "seen", words: str = "A red house.", **fields: Any) -> Any:
    """Write one entry and give its row."""
    fields.setdefault("client_key", f"key-{pad}-{abs(hash(words))}")
    fields.setdefault("version", 0)
    fields.setdefault("stamped_at", session.opened_at)
    fields.setdefault("at", session.opened_at)
    actions.write(encounter=session, pad=pad, words=words, by=by, **fields)
    kind = OwnResponse if pad == "response" else Observation
    return kind.scoped(by).get(encounter=session, client_key=fields["client_key"])


def booked(client: Client, therapist: Person, **fields: Any) -> Appointment:
    """A time booked through the front door of the room."""
    fields = {"minutes": 50, "place": "Studio", "by": therapist, "at": factories.NOON, **fields}
    return actions.book(chart=client.chart, therapist=therapist, **{"starts_at": factories.NOON, **fields})
