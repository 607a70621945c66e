"""What the tests of this room share: sheets filled in, people, and signing in."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

import factories
from factories import NOON
from pentimento.practice.clients.models import Client
from pentimento.practice.outcomes import actions
from pentimento.practice.outcomes.models import Giving
from pentimento.trust.people.models import Person

_keys = count(1)
CALM = [1, 1, 1, 1, 1, 1, 1, 1, 0]  # PHQ-9, 8 of 27, nothing about self-harm
WORRYING = [2, 2, 2, 2, 2, 2, 2, 2, 1]  # PHQ-9, 17 of 27, with an answer about self-harm


def signed_in(person: Person) -> Browser:
    """A browser in which this person is signed in."""
    browser = Browser()
    browser.force_login(person)
    return browser


def in_care(*, front_desk: bool = False) -> tuple[Person, Client]:
    """A therapist and their client."""
    therapist = factories.person("front_desk" if front_desk else "therapist")
    return therapist, factories.client(therapist)


def given(client: Client, by: Person, answers: list[int | None], **fields: Any) -> Giving:
    """One measure from paper; PHQ-9 unless told."""
    fields.setdefault("instrument", "phq-9")
    fields.setdefault("given_on", NOON.date())
    fields.setdefault("mode", "paper")
    fields.setdefault("entry_key", f"entry-{next(_keys)}")
    return actions.give(chart=client.chart, answers=answers, by=by, at=fields.pop("at", NOON), **fields)


def address(client: Client, *parts: str) -> str:
    """``address(client, "phq-9", "give")`` -> ``/clients/<chart>/measures/phq-9/give/``."""
    return "/" + "/".join(["clients", client.chart.public_id, "measures", *parts]) + "/"


def typed(answers: list[int | None], **fields: str) -> dict[str, str]:
    """The paper sheet as a browser sends it."""
    said = {f"item_{n}": "-" if a is None else str(a) for n, a in enumerate(answers, start=1)}
    return {"entry_key": f"typed-{next(_keys)}", "given_on": timezone.localdate().isoformat(), **said, **fields}
