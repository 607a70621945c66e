"""The audit trail is whole, or says where it is not."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

import factories
from pentimento.trust import audit
from pentimento.trust.audit import trail
from pentimento.trust.audit.models import Entry, Head

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(settings, tmp_path):
    settings.PENTIMENTO_AUDIT_HEAD = tmp_path / "audit-head"
    somebody = factories.person()
    for _ in range(5):
        audit.record(audit.Event.SIGNED_IN, by=somebody, at=factories.NOON, subject=somebody)
    return somebody


def unlocked(sql: str) -> None:
    """Change a sealed table as an intruder with the file would: triggers gone."""
    drop = "DROP TRIGGER {}" if connection.vendor == "sqlite" else "ALTER TABLE trust_entry DISABLE TRIGGER {}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # it alters no table whose checks still wait
        for name in ("trust_entry_sealed_update", "trust_entry_sealed_delete"):
            cursor.execute(drop.format(name))
        cursor.execute(sql)


def test_an_untouched_trail_is_whole(five):
    assert list(audit.faults()) == []


def test_each_entry_carries_the_hash_of_the_one_before(five):
    entries = list(Entry.objects.order_by("sequence"))
    assert [e.previous for e in entries[1:]] == [e.digest for e in entries[:-1]]


@pytest.mark.parametrize(
    "sql, names",
    [
        ("UPDATE trust_entry SET event = 'SIGNED_OUT' WHERE sequence = 3", "3 was changed"),
        ("UPDATE trust_entry SET by_id = NULL WHERE sequence = 2", "2 was changed"),
        ("DELETE FROM trust_entry WHERE sequence = 3", "3 to 3 are missing"),
        ("DELETE FROM trust_entry WHERE sequence = 5", "end of the chain"),
        ("UPDATE trust_entry SET sequence = 9 WHERE sequence = 5", "5 to 8 are missing"),
        ("UPDATE trust_head SET sequence = 4", "end of the chain"),
    ],
)
def test_every_way_of_tampering_is_named(five, sql, names):
    unlocked(sql)
    assert any(names in fault for fault in audit.faults())


def test_putting_yesterdays_database_back_is_noticed(five, settings):
    trail.show_head(7, "f" * 64)
    assert any("shown outside the database" in fault for fault in audit.faults())


def test_another_history_of_the_same_length_is_noticed(five, settings):
    trail.show_head(5, "f" * 64)
    assert any("not the one that was shown" in fault for fault in audit.faults())


@pytest.mark.parametrize("sql", ["UPDATE trust_entry SET event = 'X'", "DELETE FROM trust_entry"])
def test_the_database_itself_refuses_to_change_the_trail(five, sql):
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.count() == 5


def test_what_cannot_be_audited_does_not_happen(five, monkeypatch):
    from pentimento.trust.people.actions import add_person
    from pentimento.trust.people.models import Person
    from pentimento.trust.prepared import NewRow

    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(NewRow, "write", broken)
    with pytest.raises(OSError), transaction.atomic():
        add_person(
            email="new@example.org",
            name="New",
            role="therapist",
            profession="",
            password=factories.PASSWORD,
            by=five,
            at=factories.NOON,
        )
    assert not Person.objects.filter(email="new@example.org").exists()


def test_the_head_file_is_trimmed_and_keeps_the_newest(tmp_path, settings):
    settings.PENTIMENTO_AUDIT_HEAD = tmp_path / "audit-head"
    (tmp_path / "audit-head").write_text("".join(f"{n} {'a' * 64}\n" for n in range(1, 15000)))
    trail.show_head(15000, "b" * 64)
    assert trail.shown_head() == (15000, "b" * 64)
    assert (tmp_path / "audit-head").stat().st_size < 10_000


def test_there_is_one_head(five):
    assert Head.objects.count() == 1


def test_a_line_torn_by_a_power_cut_is_passed_over(settings, tmp_path):
    settings.PENTIMENTO_AUDIT_HEAD = tmp_path / "audit-head"
    trail.show_head(8, "c" * 64)
    with settings.PENTIMENTO_AUDIT_HEAD.open("ab") as head:
        head.write(b"9 cc\n" + b"10 " + b"\0" * 40)
    assert trail.shown_head() == (8, "c" * 64)
