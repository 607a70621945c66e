"""Everything Django writes about a signed-in browser passes the write gate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from pentimento.web.database.sessions import SessionStore
from pentimento.web.database.sqlite.base import UngatedWrite

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def strict(settings):
    settings.PENTIMENTO_STRICT_WRITES = True


def test_a_session_is_made_changed_renewed_and_forgotten_in_gated_writes():
    session = SessionStore()
    session["who"] = 1
    session.create()
    session["who"] = 2
    session.save()
    session.cycle_key()
    session.save()
    assert SessionStore(session.session_key)["who"] == 2
    session.flush()
    assert Session.objects.count() == 0


def test_ended_sessions_are_cleared_in_a_gated_write():
    with transaction.atomic():
        Session.objects.create(session_key="old", expire_date=datetime.now(UTC) - timedelta(days=1))
    SessionStore.clear_expired()
    assert Session.objects.count() == 0


def test_a_bare_write_to_a_real_table_is_refused():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs no write gate")
    with pytest.raises(UngatedWrite):
        Session.objects.create(session_key="x", expire_date=datetime.now(UTC))


def test_tests_run_on_a_real_file_with_a_write_ahead_log():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own log")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.gate.path is not None and connection.gate.path.exists()
