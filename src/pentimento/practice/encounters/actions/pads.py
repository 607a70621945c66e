"""What is written in the room, as it is written: each entry saved again and again, never overwritten unseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.core.kernel.words import as_typed, cleaned
from pentimento.practice.encounters import rules
from pentimento.practice.encounters.models import Encounter, MediumUse, Observation, OwnResponse
from pentimento.practice.encounters.queries.sessions import place_of, words_of
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.keys import Subkey, keyring
from pentimento.trust.people.models import Person

from .sessions import recording


class Written(NamedTuple):
    """What the page needs to go on: the entry's version now, and when it was saved.

    Version 0 says that there is nothing yet: nothing was typed, so nothing was kept.
    """

    version: int
    saved_at: datetime


class Draft(NamedTuple):
    """One entry as it came from the page, cleaned."""

    pad: str
    words: str
    client_key: str
    version: int
    stamped_at: datetime
    finish: bool


# What the trail calls it: an observation is seen by the team, a response only by its author.
NAMES: dict[bool, dict[str, Event]] = {
    False: {
        "written": Event.OBSERVATION_WRITTEN,
        "changed": Event.OBSERVATION_CHANGED,
        "struck": Event.OBSERVATION_STRUCK,
        "restored": Event.OBSERVATION_RESTORED,
    },
    True: {
        "written": Event.RESPONSE_WRITTEN,
        "changed": Event.RESPONSE_CHANGED,
        "struck": Event.RESPONSE_STRUCK,
        "restored": Event.RESPONSE_RESTORED,
    },
}


@transaction.atomic
def write(
    *,
    encounter: Encounter,
    pad: str,
    words: str,
    client_key: str,
    version: int,
    stamped_at: datetime,
    by: Person,
    at: datetime,
    finish: bool = True,
) -> Written:
    """Save one entry of one pad: a new one with version 0, or the successor of a version.

    The same words with the same key again are a repeat, whatever became of the answer. An unfinished
    entry is one the person is still typing: its first saving is recorded in the trail, not every pause
    after it. Emptied, an entry is struck out with the words it last had.

    Raises
    ------
    Conflict
        Facts ``theirs`` (the words there are now) and ``version``. Nothing was overwritten.
    Invalid, TooLarge
        Nothing written, too much, an unknown pad, a stamp from another day.
    """
    rules.check_pad(pad)
    rules.check_key(client_key)
    text = cleaned(words) if finish else as_typed(words)
    draft = Draft(pad, text, client_key, version, stamped_at, finish)
    session = recording(encounter, by=by)
    row = _found(session, draft, by=by)
    if row is None:
        return _begin(session, draft, by=by, at=at)
    return _go_on(session, row, draft, by=by, at=at)


def _found(session: Encounter, draft: Draft, *, by: Person) -> Observation | OwnResponse | None:
    if draft.pad == "response":
        own = OwnResponse.scoped(by).select_related("chart")
        return own.filter(encounter=session, client_key=draft.client_key).first()
    row = Observation.of_chart(session.chart_id).filter(encounter=session, client_key=draft.client_key).first()
    if row is not None:
        rules.check_can_edit(author=row.author_id, by=by.pk)
        if row.kind != draft.pad:
            raise Invalid("This entry stands on another pad. Write a new one here.")
    return row


def _begin(session: Encounter, draft: Draft, *, by: Person, at: datetime) -> Written:
    if not draft.words.strip() and not draft.finish:
        return Written(0, at)
    _check_recordable(session, draft)
    rules.check_stamp(stamped_at=draft.stamped_at, opened_at=session.opened_at, at=at)
    fields: dict[str, Any] = {
        "chart": session.chart,
        "encounter": session,
        "author": by,
        "client_key": draft.client_key,
        "stamped_at": draft.stamped_at,
        "finished": draft.finish,
    }
    row: Observation | OwnResponse
    if draft.pad == "response":
        row = OwnResponse(**fields)
        row.sealed_words = _locked(row, draft.words)
        row.save(force_insert=True)
    else:
        row = Observation.add(kind=draft.pad, words=draft.words, **fields)
    _record("written", row, by=by, at=at)
    return Written(row.version, at)


def _go_on(session: Encounter, row: Observation | OwnResponse, draft: Draft, *, by: Person, at: datetime) -> Written:
    now = _text_of(row)
    emptied = not draft.words.strip()
    if (draft.words == now and row.struck_at is None) or (emptied and row.struck_at is not None):
        return _settle(row, draft, at=at)
    if draft.version != row.version:
        raise Conflict(
            "This entry was changed in another window or on another device. Both texts are kept: choose one.",
            theirs=now,
            version=row.version,
        )
    if emptied:
        rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
        return _strike(row, by=by, at=at)
    _check_recordable(session, draft)
    return _replace(row, draft, by=by, at=at)


def _check_recordable(session: Encounter, draft: Draft) -> None:
    rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
    rules.check_words(draft.words)


def _settle(row: Observation | OwnResponse, draft: Draft, *, at: datetime) -> Written:
    """The words are there already. Only whether they are finished may be news."""
    if draft.finish and not row.finished:
        row.finished = True
        row.save(update_fields=["finished"])
    return Written(row.version, at)


def _replace(row: Observation | OwnResponse, draft: Draft, *, by: Person, at: datetime) -> Written:
    news = "restored" if row.struck_at else "changed" if row.finished else ""
    if isinstance(row, OwnResponse):
        row.sealed_words = _locked(row, draft.words)
    else:
        row.words = draft.words
    row.version, row.finished, row.struck_at = row.version + 1, draft.finish, None
    row.save()
    if news:
        _record(news, row, by=by, at=at)
    return Written(row.version, at)


def _text_of(row: Observation | OwnResponse) -> str:
    return words_of(row) if isinstance(row, OwnResponse) else row.words


def _locked(row: OwnResponse, words: str) -> bytes:
    return keyring().encrypt_text(row.chart.public_id, Subkey.PRIVATE, words, place_of(row)).encode()


def _record(news: str, row: Observation | OwnResponse, *, by: Person, at: datetime) -> None:
    event = NAMES[isinstance(row, OwnResponse)][news]
    audit.record(event, by=by, at=at, chart=row.chart, subject=row, version=row.version)


@transaction.atomic
def strike(*, entry: Observation | OwnResponse, by: Person, at: datetime) -> Written:
    """Strike an entry out. Its words stay readable, and it can be restored. Twice is a repeat."""
    row = _recordable(entry, by=by)
    return Written(row.version, at) if row.struck_at else _strike(row, by=by, at=at)


@transaction.atomic
def unstrike(*, entry: Observation | OwnResponse, by: Person, at: datetime) -> Written:
    """Restore a struck entry. Twice is a repeat."""
    row = _recordable(entry, by=by)
    if row.struck_at is None:
        return Written(row.version, at)
    row.struck_at, row.version = None, row.version + 1
    row.save(update_fields=["struck_at", "version"])
    _record("restored", row, by=by, at=at)
    return Written(row.version, at)


def _recordable(entry: Observation | OwnResponse, *, by: Person) -> Observation | OwnResponse:
    session = recording(entry.encounter, by=by)
    rules.check_can_edit(author=entry.author_id, by=by.pk)
    rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
    row: Observation | OwnResponse = type(entry).of_chart(entry.chart_id).select_related("chart").get(pk=entry.pk)
    return row


def _strike(row: Observation | OwnResponse, *, by: Person, at: datetime) -> Written:
    row.struck_at, row.version, row.finished = at, row.version + 1, True
    row.save(update_fields=["struck_at", "version", "finished"])
    _record("struck", row, by=by, at=at)
    return Written(row.version, at)


@transaction.atomic
def note_medium(*, encounter: Encounter, medium: str, by: Person, at: datetime, used: bool = True) -> list[str]:
    """Note that the client takes a medium up or, with ``used=False``, that it was noted by mistake.

    Answers the order of use. Said twice, it is said once: a medium taken up keeps its place.
    """
    name = rules.medium_named(medium)
    session = recording(encounter, by=by)
    rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
    listed = MediumUse.of_chart(session.chart_id).filter(encounter=session)
    there = listed.filter(medium=name).first()
    if there and not used:
        audit.record(Event.MEDIUM_REMOVED, by=by, at=at, chart=session.chart, subject=there)
        there.delete()
    elif used and not there:
        rules.check_media(count=listed.count())
        last = listed.aggregate(last=Max("position"))["last"] or 0
        fields = {"encounter": session, "medium": name, "position": last + 1, "taken_at": at}
        taken = MediumUse.add(chart=session.chart, **fields)
        audit.record(Event.MEDIUM_USED, by=by, at=at, chart=session.chart, subject=taken)
    return list(listed.order_by("position").values_list("medium", flat=True))
