"""Sessions are opened, pointed at objectives, closed, reopened and sealed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned
from pentimento.practice.encounters import rules
from pentimento.practice.encounters.models import Aim, Appointment, Encounter
from pentimento.trust import activity, audit
from pentimento.trust.people.models import Person

from .diary import locked
from .team import check_writer

AIM_MOST = 600


@transaction.atomic
def open_session(
    *,
    appointment: Appointment,
    by: Person,
    at: datetime,
    directive: str = "",
    aims: Iterable[tuple[str, str]] = (),
) -> Encounter:
    """Open the session of an appointment; opening it twice gives the same session.

    Parameters
    ----------
    aims
        Objectives to work on: the plan's public id of each, and its words today.

    Notes
    -----
    A session written up another day, or more than half a day later, keeps the time it took place as its
    own; the audit trail keeps when it was opened.
    """
    check_writer(by, appointment.chart)
    row = locked(appointment)
    if session := Encounter.of_chart(row.chart_id).filter(appointment=row).select_related("chart").first():
        return session
    rules.check_can_become(status=row.status, wanted=Appointment.Status.ATTENDED)
    rules.check_can_open(starts_at=row.starts_at, at=at)
    words = cleaned(directive)
    rules.check_directive(words)
    row.status, row.version = Appointment.Status.ATTENDED, row.version + 1
    row.save(update_fields=["status", "version"])
    session = Encounter.add(
        chart=row.chart,
        appointment=row,
        therapist=by,
        opened_at=_opening_of(row, at),
        directive=words,
    )
    audit.record(audit.Event.SESSION_OPENED, by=by, at=at, chart=row.chart, subject=session)
    _tie(session, aims, by=by, at=at)
    return session


def _opening_of(row: Appointment, at: datetime) -> datetime:
    starts_at, ends_at, now = (timezone.localtime(moment) for moment in (row.starts_at, row.ends_at, at))
    return rules.opening_of(starts_at=starts_at, ends_at=ends_at, at=now)


def recording(encounter: Encounter, *, by: Person) -> Encounter:
    """The session as it is now, held, and only for somebody on the care team."""
    check_writer(by, encounter.chart)
    return _held(encounter)


def _held(encounter: Encounter) -> Encounter:
    rows = Encounter.of_chart(encounter.chart_id).select_for_update(of=("self",)).select_related("chart")
    return rows.get(pk=encounter.pk)


@transaction.atomic
def set_aims(*, encounter: Encounter, aims: Iterable[tuple[str, str]], by: Person, at: datetime) -> list[Aim]:
    """Say which objectives the session works on. One that was tied already keeps the words it had."""
    session = recording(encounter, by=by)
    rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
    wanted = dict(aims)
    for aim in Aim.of_chart(session.chart_id).filter(encounter=session).exclude(objective__in=wanted):
        audit.record(
            audit.Event.AIM_REMOVED, by=by, at=at, chart=session.chart, subject=session, objective=aim.objective
        )
        aim.delete()
    _tie(session, wanted.items(), by=by, at=at)
    return list(Aim.of_chart(session.chart_id).filter(encounter=session).order_by("pk"))


def _tie(session: Encounter, aims: Iterable[tuple[str, str]], *, by: Person, at: datetime) -> None:
    tied = set(Aim.of_chart(session.chart_id).filter(encounter=session).values_list("objective", flat=True))
    for objective, words in dict(aims).items():
        if objective in tied:
            continue
        if len(objective) != 22 or not words.strip() or len(words) > AIM_MOST:
            raise Invalid("This is not an objective of the plan. Choose one from the list.")
        Aim.add(chart=session.chart, encounter=session, objective=objective, words=cleaned(words))
        audit.record(audit.Event.AIM_LINKED, by=by, at=at, chart=session.chart, subject=session, objective=objective)


@transaction.atomic
def set_directive(*, encounter: Encounter, words: str, version: int, by: Person, at: datetime) -> Encounter:
    """Change what the client was invited to do. The same words again are a repeat.

    Raises
    ------
    Conflict
        If somebody changed it since ``version``.
    """
    session = recording(encounter, by=by)
    said = cleaned(words)
    if session.directive == said:
        return session
    rules.check_can_record(closed=not session.is_open, sealed=session.sealed_at is not None)
    rules.check_directive(said)
    rules.check_version(theirs=session.version, ours=version)
    session.directive, session.version = said, session.version + 1
    session.save(update_fields=["directive", "version"])
    audit.record(audit.Event.SESSION_DIRECTIVE_CHANGED, by=by, at=at, chart=session.chart, subject=session)
    return session


@transaction.atomic
def close_session(*, encounter: Encounter, by: Person, at: datetime) -> Encounter:
    """End the recording. What was recorded stands from now on."""
    session = recording(encounter, by=by)
    rules.check_can_close(closed=not session.is_open)
    return _close(session, by=by, at=at)


def _close(session: Encounter, *, by: Person, at: datetime) -> Encounter:
    session.closed_at = at
    session.save(update_fields=["closed_at"])
    audit.record(audit.Event.SESSION_CLOSED, by=by, at=at, chart=session.chart, subject=session)
    _report_work(session, at)
    return session


def _report_work(session: Encounter, at: datetime) -> None:
    """The time set aside, once for a group however many clients came."""
    booked = session.appointment
    about = ("meeting", booked.meeting) if booked.meeting else ("session", session.public_id)
    kind = "group_session" if booked.meeting else "session"
    day = timezone.localdate(session.opened_at)
    activity.report(kind, person=session.therapist, at=at, about=about, minutes=booked.minutes, on=day)


@transaction.atomic
def reopen_session(*, encounter: Encounter, by: Person, at: datetime) -> Encounter:
    """Go on recording, as long as the note is not sealed."""
    session = recording(encounter, by=by)
    rules.check_can_reopen(closed=not session.is_open, sealed=session.sealed_at is not None)
    session.closed_at = None
    session.save(update_fields=["closed_at"])
    audit.record(audit.Event.SESSION_REOPENED, by=by, at=at, chart=session.chart, subject=session)
    return session


@transaction.atomic
def seal_encounter(*, encounter: Encounter, by: Person, at: datetime) -> Encounter:
    """The session's note is sealed: close the session for good. Twice is a repeat.

    Asked for by the room above, in the transaction of the signing, which has checked who may sign.
    """
    session = _held(encounter)
    if session.sealed_at is not None:
        return session
    session.sealed_at = at
    if session.is_open:
        session.closed_at = at
        audit.record(audit.Event.SESSION_CLOSED, by=by, at=at, chart=session.chart, subject=session)
        _report_work(session, at)
    session.save(update_fields=["closed_at", "sealed_at"])
    return session
