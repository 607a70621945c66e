"""The group: formed, joined, meeting; each member's session is in that member's own record."""

from collections import Counter
from datetime import datetime, time, timedelta

from pentimento.exchange.demo.filling.hanging import hang_drawn
from pentimento.exchange.demo.filling.practice import Practice, moment, start_of
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.filling.writing import record, reflect, tell_cosigning
from pentimento.exchange.demo.plot import GroupStory, ObservationStory, SessionStory, Status
from pentimento.exchange.demo.portraits import PORTRAITS
from pentimento.practice.encounters import actions
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records import actions as records
from pentimento.practice.records.models import Note
from pentimento.trust.people.models import Person

PLACE = "Long table, first floor"
AHEAD = timedelta(days=21)
UNSIGNED = 1  # latest meetings whose notes are not co-signed yet


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of the group, if its members are told of."""
    group = practice.story.group
    if not all(practice.has(member) for member in group.members):
        return
    formed = moment(group.sessions[0].on - timedelta(days=5), time(13))
    timeline.add(formed, lambda: _form(practice, group, formed))
    for session in group.sessions:
        _tell_one(practice, timeline, session, formed)
    held = [session for session in group.sessions if session.status is Status.HELD]
    for session in held[:-UNSIGNED]:
        for member in session.present:
            tell_cosigning(practice, timeline, session, member)


def _tell_one(practice: Practice, timeline: Timeline, session: SessionStory, formed: datetime) -> None:
    day = min(session.on - AHEAD, practice.story.today)
    booked = max(moment(day, time(8, 15)), formed + timedelta(minutes=30))
    timeline.add(booked, lambda: _book(practice, session, booked))
    if session.status is Status.HELD:
        timeline.add(start_of(session), lambda: _hold(practice, session))
        timeline.add(start_of(session, after=session.minutes + 15), lambda: _write_up(practice, session))


def _form(practice: Practice, group: GroupStory, at: datetime) -> None:
    by = practice.staff[group.therapist]
    row = actions.form_group(name=group.name, therapist=by, by=by, at=at)
    practice.groups[group.key] = row
    for member in group.members:
        actions.join_group(group=row, chart=practice.chart(member), by=by, at=at)


def _book(practice: Practice, session: SessionStory, at: datetime) -> None:
    group = practice.groups[practice.story.group.key]
    booked = actions.book_meeting(
        group=group,
        starts_at=start_of(session),
        minutes=session.minutes,
        place=PLACE,
        by=practice.staff[session.therapist],
        at=at,
        entry_key=session.key,
    )
    owners = {practice.chart(member).pk: member for member in session.clients}
    for appointment in booked:
        practice.appointments[session.key, owners[appointment.chart_id]] = appointment


def _hold(practice: Practice, session: SessionStory) -> None:
    by = practice.staff[session.trainee or session.therapist]
    for member in session.clients:
        appointment = practice.appointments[session.key, member]
        if member not in session.present:
            actions.miss(appointment=appointment, by=by, at=start_of(session, after=30))
            continue
        practice.encounters[session.key, member] = actions.open_session(
            appointment=appointment, directive=session.directive, by=by, at=start_of(session)
        )
        record(practice.encounters[session.key, member], session, _about(session, member), by=by)
    _hang(practice, session, by)
    for member in session.present:
        encounter = practice.encounters[session.key, member]
        actions.close_session(encounter=encounter, by=by, at=start_of(session, after=session.minutes))


def _about(session: SessionStory, member: str) -> list[ObservationStory]:
    """What belongs in this member's record: what was theirs, or everybody's. Never another member's."""
    owners: Counter[str] = Counter()
    mine: set[str] = set()
    for portrait in PORTRAITS:
        if portrait.in_group:
            for episode in portrait.episodes:
                words = {episode.seen, episode.said, episode.might, episode.mine}
                owners.update(words)
                mine |= words if portrait.key == member else set()
    return [one for one in session.observations if one.words in mine or not owners[one.words]]


def _hang(practice: Practice, session: SessionStory, by: Person) -> None:
    at = start_of(session, after=session.minutes - 3)
    for work in session.artworks:
        drawn = practice.easel.take(work.key)
        for member in work.makers:
            encounter = practice.encounters[session.key, member]
            hang_drawn(practice, member, work, drawn, encounter, by=by, at=at)


def _write_up(practice: Practice, session: SessionStory) -> None:
    by = practice.staff[session.trainee or session.therapist]
    for member in session.present:
        practice.notes[session.key, member] = _note(practice.encounters[session.key, member], session, by)
    reflect(practice.encounters[session.key, session.present[0]], session, by=by)


def _note(encounter: Encounter, session: SessionStory, by: Person) -> Note:
    """Put together from what was recorded of this member; the others are not named in it."""
    at = start_of(session, after=session.minutes + 15)
    note = records.draft_note(encounter=encounter, by=by, at=at)
    return records.sign_note(note=note, by=by, at=at + timedelta(minutes=12))
