"""People and a referred client, as the pages of this room meet them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from pentimento.practice.clients import actions
from pentimento.practice.clients.models import Client
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role


@pytest.fixture
def now() -> datetime:
    """This moment: access is in force by the day."""
    return timezone.now()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def therapist(db: Any) -> Person:
    return factories.person(name="Ines Okafor")


@pytest.fixture
def other(db: Any) -> Person:
    return factories.person(name="Tom Bright")


@pytest.fixture
def trainee(db: Any) -> Person:
    return factories.person(Role.TRAINEE, name="Lea Kim")


@pytest.fixture
def desk(db: Any) -> Person:
    return factories.person(Role.FRONT_DESK, name="Dora Lane")


@pytest.fixture
def head(db: Any) -> Person:
    return factories.person(Role.HEAD, name="Hugh Vale")


@pytest.fixture
def supervisor(therapist: Person) -> Person:
    found = factories.person(Role.SUPERVISOR, name="Sara Dunn")
    factories.supervise(found, therapist)
    return found


@pytest.fixture
def refer(now: datetime) -> Callable[..., Client]:
    """Refer somebody; only the lead must be said."""

    def referred(lead: Person, **fields: Any) -> Client:
        asked = {
            "given_name": "Maya",
            "family_name": "Lindqvist",
            "received_on": timezone.localdate() - timedelta(days=7),
            "source": "gp",
            "reason": "Sleeps badly since the move.",
            "by": lead,
            "at": now,
        }
        return actions.refer(lead=lead, **(asked | fields))

    return referred


@pytest.fixture
def maya(refer: Callable[..., Client], therapist: Person) -> Client:
    """A grown-up, referred, led by the therapist."""
    return refer(therapist, birth_date=date(1990, 5, 3), pronouns="she/her")


@pytest.fixture
def browser_of() -> Callable[[Person | None], Browser]:
    """A browser in which somebody is signed in, or nobody."""

    def opened(person: Person | None) -> Browser:
        browser = Browser()
        if person is not None:
            browser.force_login(person)
        return browser

    return opened
