"""One writer at a time: across processes and threads, after an exception, and after kill -9."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.utils import ConnectionHandler

from pentimento.core.kernel.errors import Unavailable
from pentimento.web.database.gate import WriteGate
from pentimento.web.database.pinned import OLDEST, UnsafeEngine, check_version
from pentimento.web.database.sqlite.base import UngatedWrite

SETUP = """
import sys
from django.conf import settings
settings.configure(
    DATABASES={"default": {"ENGINE": "pentimento.web.database.sqlite", "NAME": sys.argv[1], "CONN_MAX_AGE": None}},
    INSTALLED_APPS=[], USE_TZ=True)
import django
django.setup()
from django.db import connection, transaction
"""
WRITE_MANY = (
    SETUP
    + """
import threading
def write(thread):
    for turn in range(int(sys.argv[3])):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO t (who, turn) VALUES (%s, %s)", [sys.argv[2] + thread, turn])
    connection.close()
threads = [threading.Thread(target=write, args=(name,)) for name in "xyz"]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
)
HOLD = (
    SETUP
    + """
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("INSERT INTO t (who, turn) VALUES ('holder', 0)")
    print("holding", flush=True)
    sys.stdin.read()
"""
)
Connect = Callable[..., Any]


def start(script: str, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], text=True, **options)


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: Any) -> Iterator[Connect]:
    """Open a connection of our backend on a file of this test, under the name ``gated``."""
    made: list[Any] = []

    def open_one(**options: Any) -> Any:
        handler = ConnectionHandler(
            {
                "default": {
                    "ENGINE": "pentimento.web.database.sqlite",
                    "NAME": str(tmp_path / "record.sqlite3"),
                    "OPTIONS": options,
                }
            }
        )
        made.append(handler["default"])
        made[-1].alias = "gated"
        connections["gated"] = made[-1]
        return made[-1]

    with django_db_blocker.unblock():
        with open_one().cursor() as cursor:
            cursor.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, who TEXT, turn INTEGER)")
        made.pop().close()
        yield open_one
        for connection in made:
            connection.close()
        del connections["gated"]


def rows(connection: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return list(cursor.execute("SELECT who, turn FROM t ORDER BY who, turn").fetchall())


def insert(connection: Any, who: str = "me") -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO t (who, turn) VALUES (%s, 0)", [who])


def test_two_processes_with_three_threads_each_lose_no_row_and_meet_no_locked_database(connect, tmp_path):
    path = str(tmp_path / "record.sqlite3")
    writers = [start(WRITE_MANY, path, name, "60", stderr=subprocess.PIPE) for name in ("one", "two")]
    complaints = [writer.communicate()[1] for writer in writers]
    assert complaints == ["", ""]
    assert rows(connect()) == [(who + thread, turn) for who in ("one", "two") for thread in "xyz" for turn in range(60)]


def test_a_killed_writer_leaves_the_gate_open_and_no_row(connect, tmp_path):
    holder = start(HOLD, str(tmp_path / "record.sqlite3"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == "holding\n"
    connection = connect(gate_wait=0.05)
    with pytest.raises(Unavailable, match=r"saving for 0\.05 seconds"), transaction.atomic(using="gated"):
        pass
    holder.kill()
    holder.communicate()
    with transaction.atomic(using="gated"):
        insert(connection)
    assert rows(connection) == [("me", 0)]


def test_an_exception_lets_the_next_writer_in(connect, tmp_path):
    connection = connect()
    with pytest.raises(ZeroDivisionError), transaction.atomic(using="gated"):
        insert(connection)
        1 / 0  # noqa: B018
    other = WriteGate(tmp_path / "record.sqlite3.gate", wait=0)
    other.take()
    other.close()
    assert rows(connection) == []


def test_the_gate_is_held_for_the_outermost_block_only(connect, tmp_path):
    connection = connect()
    other = WriteGate(tmp_path / "record.sqlite3.gate", wait=0)
    with transaction.atomic(using="gated"):
        with transaction.atomic(using="gated"):
            insert(connection)
        with pytest.raises(Unavailable):
            other.take()
    other.take()
    other.close()


def test_a_begin_that_fails_drops_the_gate(connect, tmp_path):
    connection = connect()
    connection.ensure_connection()
    connection.transaction_mode = "NONSENSE"
    with pytest.raises(Exception, match="syntax error"), transaction.atomic(using="gated"):
        pass
    assert not connection.gate.held


def test_a_commit_that_fails_drops_the_gate_and_the_row(connect):
    connection = connect()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE u (t INTEGER REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)")
    with (
        pytest.raises(Exception, match="FOREIGN KEY"),
        transaction.atomic(using="gated"),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO u VALUES (7)")
    assert not connection.gate.held
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM u").fetchone() == (0,)


def test_closing_in_the_middle_drops_the_gate(connect):
    connection = connect()
    with pytest.raises(Exception, match="closed"), transaction.atomic(using="gated"):
        insert(connection)
        gate = connection.gate
        connection.close()
        assert not gate.held
        insert(connection)
    assert rows(connect()) == []


def test_threads_of_one_process_exclude_each_other(tmp_path):
    one, two = (WriteGate(tmp_path / "gate", wait=5) for _ in "ab")
    order = []
    one.take()
    waiting = threading.Thread(target=lambda: (two.take(), order.append("second"), two.close()))
    waiting.start()
    order.append("first")
    one.close()
    waiting.join()
    assert order == ["first", "second"]


def test_a_gate_file_that_was_swept_away_keeps_nobody_out(tmp_path):
    old, new = (WriteGate(tmp_path / "gate", wait=0.1) for _ in "ab")
    old.take()
    old.drop()
    (tmp_path / "gate").unlink()
    new.take()
    with pytest.raises(Unavailable):
        old.take()
    new.close()
    old.take()
    old.close()


def test_the_gate_file_is_for_its_owner_only(tmp_path):
    gate = WriteGate(tmp_path / "gate", wait=1)
    gate.take()
    gate.close()
    assert (tmp_path / "gate").stat().st_mode & 0o777 == 0o600


def test_a_write_outside_atomic_is_refused_loudly_where_that_is_asked_for(connect, settings):
    settings.PENTIMENTO_STRICT_WRITES = True
    connection = connect()
    for statement in (
        "INSERT INTO t (who) VALUES ('x')",
        "update t set turn = 1",
        "DELETE FROM t",
        "REPLACE INTO t (who) VALUES ('x')",
        "WITH a AS (SELECT 1) INSERT INTO t (who) SELECT 'x'",
    ):
        with pytest.raises(UngatedWrite, match="atomic"), connection.cursor() as cursor:
            cursor.execute(statement)
    assert rows(connection) == []


def test_elsewhere_a_write_outside_atomic_takes_the_gate_for_itself(connect, settings, tmp_path):
    settings.PENTIMENTO_STRICT_WRITES = False
    connection = connect(gate_wait=0.05)
    other = WriteGate(tmp_path / "record.sqlite3.gate", wait=0)
    other.take()
    with pytest.raises(Unavailable):
        insert(connection)
    other.close()
    insert(connection)
    assert rows(connection) == [("me", 0)] and not connection.gate.held


def test_the_record_is_kept_by_a_safe_engine_with_safe_settings(connect):
    connection = connect()
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "busy_timeout",
            )
        }
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
        mapped = cursor.execute("PRAGMA mmap_size").fetchone()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 10_000,
    }
    assert mapped in [(0,), None]
    assert tuple(map(int, version.split("."))) >= OLDEST


def test_an_engine_that_can_corrupt_the_log_is_refused():
    check_version(OLDEST)
    with pytest.raises(UnsafeEngine, match=r"3\.40\.1"):
        check_version((3, 40, 1))


def test_a_forked_child_does_not_share_its_parents_gate(tmp_path):
    gate = WriteGate(tmp_path / "gate", wait=0)
    gate.take()
    child = os.fork()
    if child == 0:
        gate.held = False
        try:
            gate.take()
        except Unavailable:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    gate.close()
