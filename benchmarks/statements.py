"""How many statements each task takes, counted in this process where each can be seen."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pentimento.trust.people.models import Person

from .filling import Filled
from .tasks import tasks
from .visitor import Answer, Unexpected, Visitor

TIMES = 5
TURNS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


class InProcess(Visitor):
    """A visitor who needs no network: the same requests, by Django's own test client."""

    def __init__(self, email: str) -> None:
        super().__init__(port=0)
        self.client = Client(headers={"host": "127.0.0.1"})
        if email:
            with transaction.atomic():
                self.client.force_login(Person.objects.get(email=email))
        self.last: list[str] = []

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str], *, expect: int) -> Answer:
        kind = headers.pop("Content-Type", "application/octet-stream")
        began = time.process_time()
        with CaptureQueriesContext(connection) as seen:
            came: Any = self.client.generic(method, path, body or b"", kind, headers=headers)
        took = time.process_time() - began
        self.last = [query["sql"] for query in seen.captured_queries]
        if came.status_code != expect:
            raise Unexpected(f"{method} {path} answered {came.status_code} in this process, not {expect}.")
        return Answer(came.status_code, came.content, took)


def counted(there: Filled, sessions: list[str]) -> dict[str, dict[str, Any]]:
    """Statements, and the least processor time in ms, by task; the first time warms up and notes who reads."""
    found = {}
    desk, therapist = InProcess(there.front_desk), InProcess(there.therapist)
    for task in tasks(there, sessions):
        who = InProcess("") if "sign-in" in task.name else desk if task.desk else therapist
        once = task.prepared(who)
        once(who)
        took = [once(who).seconds * 1000 for _ in range(min(TIMES, task.most - 1))]
        number = len([sql for sql in who.last if not sql.startswith(TURNS)])
        # The last request of a wall with its pictures is one picture.
        found[task.name] = {"cpu": min(took), "statements": None if task.several else number}
    return found
