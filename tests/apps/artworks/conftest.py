"""A practice with one client on a wall, and everybody who may or may not stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import factories
from pentimento.trust.access.models import Capacity, Grant


@dataclass
class Cast:
    """The people of these tests."""

    lead: Any
    trainee: Any
    member: Any
    supervisor: Any
    other: Any
    desk: Any
    head: Any
    client: Any
    other_client: Any

    @property
    def chart(self) -> Any:
        return self.client.chart


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Files and keys of one test, thrown away."""
    settings.PENTIMENTO_HOME = tmp_path
    settings.PENTIMENTO_AUDIT_HEAD = None
    return tmp_path


@pytest.fixture
def cast(db: Any) -> Cast:
    lead, member, other = factories.person(), factories.person(), factories.person()
    trainee, supervisor = factories.person("trainee"), factories.person("supervisor")
    client = factories.client(lead, member)
    Grant.objects.create(chart=client.chart, person=trainee, capacity=Capacity.TRAINEE, since=factories.LONG_AGO)
    factories.supervise(supervisor, lead)
    other_client = factories.client(other)
    factories.consent(client, by=lead)
    factories.consent(other_client, by=other)
    desk, head = factories.person("front_desk"), factories.person("head")
    return Cast(lead, trainee, member, supervisor, other, desk, head, client, other_client)


@pytest.fixture
def web(client: Any) -> Any:
    """A browser that signs in as whom it is told, and answers errors as pages."""
    client.raise_request_exception = False

    def as_(person: Any) -> Any:
        client.force_login(person)
        return client

    return as_
