"""What is sealed stays as it was sealed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

import factories
from pentimento.core.kernel.errors import Refused
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import is_whole, opened, seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    therapist = factories.person(name="Ines Falk")
    client = factories.client(therapist)
    return seal(
        kind="note",
        subject_id="n" * 22,
        chart=client.chart,
        content={"text": "Blue, then nothing for a while."},
        meaning=Meaning.AUTHOR,
        by=therapist,
        at=factories.NOON,
    )


def test_a_seal_opens_to_what_was_signed_by_whom_and_when(sealed):
    content = opened(sealed)
    assert content["content"]["text"] == "Blue, then nothing for a while."
    assert content["signed_by"]["name"] == "Ines Falk"
    assert content["signed_at"].startswith("2026-05-04T11:00:00")


@pytest.mark.parametrize("field, value", [("content", "{}"), ("digest", "0" * 64), ("signature", b"x" * 64)])
def test_any_change_to_the_bytes_breaks_the_seal(sealed, field, value):
    setattr(sealed, field, value)
    assert not is_whole(sealed)
    with pytest.raises(Refused, match="does not match"):
        opened(sealed)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trust_seal SET content = '{}'",
        "DELETE FROM trust_seal",
        "UPDATE trust_seal SET signed_by_id = signed_by_id + 1",
    ],
)
def test_the_database_refuses_to_change_a_seal(sealed, sql):
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert is_whole(Seal._unscoped.get(pk=sealed.pk))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="INSERT OR REPLACE is SQLite's own")
def test_replacing_the_row_is_refused_as_well(sealed):
    columns = ", ".join(f.column for f in Seal._meta.concrete_fields)
    sql = f"INSERT OR REPLACE INTO trust_seal ({columns}) SELECT {columns} FROM trust_seal"
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
