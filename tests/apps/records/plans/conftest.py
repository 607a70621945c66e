"""A therapist and a client to make plans with."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import factories


@pytest.fixture
def pair(db):
    therapist = factories.person()
    client = factories.client(therapist)
    return SimpleNamespace(therapist=therapist, client=client, chart=client.chart)
