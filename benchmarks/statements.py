"""How many statements each task takes, counted in this process where each can be seen."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pentimento.trust.people.models import Person

from .filling import Filled
from .tasks import tasks
from .visitor import Answer, Unexpected, Visitor

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
        with CaptureQueriesContext(connection) as seen:
            came: Any = self.client.generic(method, path, body or b"", kind, headers=headers)
        self.last = [query["sql"] for query in seen.captured_queries]
        if came.status_code != expect:
            raise Unexpected(f"{method} {path} answered {came.status_code} in this process, not {expect}.")
        return Answer(came.status_code, came.content, 0.0)


def counted(there: Filled, sessions: list[str]) -> dict[str, int]:
    """Statements by task, the second time it is done: the first one notes who reads, and keeps the session."""
    found = {}
    desk, therapist = InProcess(there.front_desk), InProcess(there.therapist)
    for task in tasks(there, sessions):
        if task.name == "wall with its first pictures":
            continue  # the page is counted above; each picture is a request of its own
        who = InProcess("") if "sign-in" in task.name else desk if task.desk else therapist
        once = task.prepared(who)
        once(who)
        once(who)
        found[task.name] = len([sql for sql in who.last if not sql.startswith(TURNS)])
    return found
