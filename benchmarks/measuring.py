"""Times through HTTP with two connections at once, statements counted in this process, bytes as they came."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .filling import PASSWORD, Filled
from .tasks import Task, tasks
from .visitor import Visitor

CONNECTIONS = 2
SECONDS = 12.0  # most for one line


@dataclass(frozen=True, slots=True)
class Figure:
    """One line at one size. Times in milliseconds."""

    name: str
    p50: float
    p95: float
    times: int
    bytes: int
    statements: int | None = None
    cpu: float | None = None  # least time of a processor, in this process; a busy machine changes it little


def through_http(
    port: int, there: Filled, sessions: list[str], *, requests: int, say: Callable[[str], None]
) -> list[Figure]:
    """Sign in once as each role, then do every task so often."""
    by_role = {False: Visitor(port), True: Visitor(port)}
    by_role[False].sign_in(there.therapist, PASSWORD)
    by_role[True].sign_in(there.front_desk, PASSWORD)
    figures = []
    for task in tasks(there, sessions):
        who = Visitor(port) if "sign-in" in task.name else by_role[task.desk]
        figures.append(figure(task, who, min(requests, task.most)))
        say(f"{task.name}: {figures[-1].p50:.1f} ms")
    return figures


def figure(task: Task, who: Visitor, requests: int) -> Figure:
    """Do one task with all connections at once and sum it up."""
    took: list[float] = []
    sizes: list[int] = []
    faults: list[Exception] = []
    until = time.monotonic() + SECONDS

    def work(visitor: Visitor) -> None:
        try:
            once = task.prepared(visitor)
            for _ in range(task.warm):
                once(visitor)
            for _ in range(requests // CONNECTIONS):
                if time.monotonic() > until and len(took) >= 4:
                    break
                answer = once(visitor)
                took.append(answer.seconds * 1000)
                sizes.append(len(answer.body))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=[who.twin()]) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return Figure(task.name, quantile(took, 0.5), quantile(took, 0.95), len(took), round(statistics.median(sizes)))


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of them lies; the nearest one, none made up."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def bare_database(home: Path) -> list[Figure]:
    """What the engine itself takes: one row read by its key, one small row committed to the disk."""
    from pentimento.web.database.sqlite import base  # noqa: F401 - pins the engine

    import sqlite3  # isort: skip

    path = home / "bare.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as raw:
        for words in ("journal_mode = WAL", "synchronous = FULL"):
            raw.execute(f"PRAGMA {words}").fetchall()
        raw.execute("CREATE TABLE IF NOT EXISTS things (id INTEGER PRIMARY KEY, words TEXT)")
        commit = [_timed(raw, "INSERT INTO things (words) VALUES ('a quiet line of words')") for _ in range(300)]
        read = [_timed(raw, "SELECT words FROM things WHERE id = 150") for _ in range(300)]
    raw.close()
    path.unlink()
    pairs = (("SQLite alone: one row read", read), ("SQLite alone: one row committed", commit))
    return [Figure(name, quantile(took, 0.5), quantile(took, 0.95), len(took), 0, 1) for name, took in pairs]


def _timed(raw: Any, statement: str) -> float:
    began = time.perf_counter()
    raw.execute(statement).fetchall()
    return (time.perf_counter() - began) * 1000
