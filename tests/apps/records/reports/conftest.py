"""A therapist, a client with half a year of sessions, and a report over it."""

from __future__ import annotations

from typing import Any

import pytest

import factories
from apps.records.reports.cast_of_reports import full_chart, report_on


@pytest.fixture
def therapist() -> Any:
    return factories.person(name="Rosalind Petrie")


@pytest.fixture
def client(therapist: Any) -> Any:
    made = full_chart(therapist)
    factories.consent(made, by=therapist)
    return made


@pytest.fixture
def report(client: Any, therapist: Any) -> Any:
    return report_on(client, therapist)
