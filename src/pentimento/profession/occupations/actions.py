"""A release is kept, or taken out again: all of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from pentimento.core.kernel.errors import Conflict
from pentimento.core.occupations.wordings import fingerprint
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Arrival, Occupation, Release, Sheaf, Task, Title
from pentimento.profession.occupations.queries.arrivals import being_read
from pentimento.profession.occupations.rules import Bound, Content, unpack
from pentimento.trust import audit
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission

TASKS = "task-statements"
TITLES = {"alternate-titles": "Alternate Title", "sample-of-reported-titles": "Reported Job Title"}
AT_ONCE = 1_000  # rows in one statement
LONGEST = 250


def check_can_import(by: Person | None) -> None:
    """Refuse whoever may not bring a release in. None is whoever keeps the practice folder."""
    rules.check_can_import(may=by is None or by.may(Permission.OCCUPATION_IMPORT))


@transaction.atomic
def keep_release(*, content: Content, by: Person | None, at: datetime) -> tuple[Release, bool]:
    """Keep a release beside the others. The same files again are the same release; then the second answer is False.

    Raises
    ------
    Conflict
        Where another set of files with this number is here already.
    """
    check_can_import(by)
    rules.check_version(content.version)
    mark = content.digest
    if kept := Release.objects.filter(version=content.version).first():
        if kept.digest == mark:
            return kept, False
        raise Conflict(
            "Release {version} is here already, from other files. To replace it, take it out first: "
            "pentimento occupations remove {version}",
            version=content.version,
        )
    release = Release.objects.create(**_about(content), digest=mark, imported_at=at, imported_by=by)
    _write(Occupation, (Occupation(release=release, code=c, title=t[:LONGEST], description=d)
                        for c, t, d in content.occupations))  # fmt: skip
    release.task_count = _write(
        Task, (task for bound in content.bound(TASKS) for task in _tasks(release, bound, content))
    )
    release.save(update_fields=["task_count"])
    _write(
        Title, (title for kind in TITLES for bound in content.bound(kind) for title in _titles(release, bound, content))
    )
    others = [kind for kind in content.columns if kind != TASKS and kind not in TITLES]
    _write(Sheaf, (_sheaf(release, bound) for kind in others for bound in content.bound(kind)))
    audit.record(
        audit.Event.RELEASE_IMPORTED, by=by, at=at, subject=release, version=release.version, rows=content.rows
    )
    return release, True


@transaction.atomic
def remove_release(*, release: Release, by: Person | None, at: datetime) -> None:
    """Take a release out. What was measured against it elsewhere keeps its own figures."""
    check_can_import(by)
    audit.record(audit.Event.RELEASE_REMOVED, by=by, at=at, subject=release, version=release.version)
    parts: tuple[Any, ...] = (Sheaf, Title, Task, Occupation)
    for part in parts:
        part.objects.filter(release=release).delete()
    release.delete()


@transaction.atomic
def announce(*, name: str, version: str, size: int, tables: int, by: Person, at: datetime) -> Arrival:
    """Note that a release was sent and waits to be read.

    Parameters
    ----------
    version
        As typed; empty where the files say it.
    size
        Bytes of the file.
    tables
        How many tables it holds.

    Raises
    ------
    Conflict
        While another one is being read.
    """
    check_can_import(by)
    if version:
        rules.check_version(version)
    rules.check_free(reading=next((one.name for one in being_read(now=at)), ""))
    row = Arrival.objects.create(
        name=name[:120], version=version, size=size, tables=tables, sent_by=by, sent_at=at, heard_at=at
    )
    audit.record(audit.Event.RELEASE_SENT, by=by, at=at, subject=row, size=size)
    return row


@transaction.atomic
def hear(*, arrival: Arrival, words: str, at: datetime) -> None:
    """A sign of life: one more table was read."""
    Arrival.objects.filter(pk=arrival.pk).update(read=models.F("read") + 1, words=words[:300], heard_at=at)


@transaction.atomic
def end_arrival(*, arrival: Arrival, release: str = "", words: str, at: datetime) -> None:
    """What came of it: a release that is kept, or the sentence that says why nothing is."""
    Arrival.objects.filter(pk=arrival.pk).update(release=release, words=words[:1000], heard_at=at, ended_at=at)


def _about(content: Content) -> dict[str, Any]:
    return {
        "version": content.version,
        "form": content.form[:40],
        "files": [asdict(file) for file in content.files],
        "columns": {kind: list(columns) for kind, columns in content.columns.items()},
        "elements": dict(content.elements),
        "scales": {key: list(scale) for key, scale in content.scales.items()},
        "categories": {key: dict(words) for key, words in content.categories.items()},
        "row_count": content.rows,
        "occupation_count": len(content.occupations),
        "task_count": 0,
    }


def _write(table: Any, rows: Iterable[models.Model]) -> int:
    count, left = 0, iter(rows)
    while some := list(islice(left, AT_ONCE)):
        count += len(table.objects.bulk_create(some))
    return count


def _tasks(release: Release, bound: Bound, content: Content) -> Iterator[Task]:
    for cells in _named(bound, content):
        statement = cells["Task"]
        yield Task(
            release=release,
            code=bound.code,
            task_id=cells["Task ID"][:12],
            statement=statement,
            kind=str(cells.get("Task Type") or "").lower()[:20],
            date=str(cells.get("Date") or "")[:10],
            source=str(cells.get("Domain Source") or "")[:80],
            fingerprint=fingerprint(statement),
        )


def _titles(release: Release, bound: Bound, content: Content) -> Iterator[Title]:
    column = TITLES[bound.kind]
    for cells in _named(bound, content):
        if title := cells[column]:
            yield Title(
                release=release,
                code=bound.code,
                title=title[:LONGEST],
                short=str(cells.get("Short Title") or "")[:LONGEST],
                reported=bound.kind == "sample-of-reported-titles",
            )


def _named(bound: Bound, content: Content) -> Iterator[dict[str, Any]]:
    columns = content.columns[bound.kind]
    return (dict(zip(columns, row, strict=True)) for row in unpack(bound.packed))


def _sheaf(release: Release, bound: Bound) -> Sheaf:
    mark = hashlib.sha256(bound.packed).hexdigest()
    return Sheaf(release=release, code=bound.code, kind=bound.kind, rows=bound.rows, packed=bound.packed, digest=mark)
