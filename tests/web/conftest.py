"""A house for a whole file of tests: built once, in a transaction that is rolled back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from web.house import House
from web.visits import Visitors

MARK = "Zaunkoenig"


@pytest.fixture(scope="module")
def practice(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The database, open for this file; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def house(practice: None) -> House:
    """One of everything."""
    return House()


@pytest.fixture(scope="module")
def visitors(house: House) -> Visitors:
    """Everybody of the house, signed in."""
    return Visitors(house)


@pytest.fixture(scope="module")
def twin(house: House) -> House:
    """The same once more, with other people; every word of it is marked."""
    return House(MARK)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test in a house is undone after it."""
    for item in items:
        if "practice" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
