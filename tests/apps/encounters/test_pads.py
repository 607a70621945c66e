"""What is written is saved again and again, never overwritten unseen, and the own response stays the author's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

import factories
from apps.encounters.cast_of_encounters import wrote
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Encounter, Observation, OwnResponse
from pentimento.practice.encounters.rules import PADS
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
EVERY_PAD = pytest.mark.parametrize("pad", PADS)


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def session(therapist: Person) -> Encounter:
    return factories.encounter(factories.client(therapist), therapist)


def texts(viewer: Person, session: Encounter, pad: str, **options: bool) -> list[str]:
    return [entry.text for entry in queries.entries_of(viewer, session, **options)[pad]]


@EVERY_PAD
def test_each_pad_keeps_its_own(therapist: Person, session: Encounter, pad: str) -> None:
    wrote(session, therapist, pad, "Words of this pad.")
    kept = {name: texts(therapist, session, name) for name in PADS}
    assert kept.pop(pad) == ["Words of this pad."]
    assert not any(kept.values())


@EVERY_PAD
def test_an_entry_grows_as_it_is_typed(therapist: Person, session: Encounter, pad: str) -> None:
    for version, words in enumerate(["A", "A re", "A red house."]):
        entry = wrote(session, therapist, pad, words, client_key="k", version=version, finish=version == 2)
    assert (entry.version, entry.finished) == (3, True)
    assert texts(therapist, session, pad) == ["A red house."]


@EVERY_PAD
def test_a_repeated_request_is_a_repeat(therapist: Person, session: Encounter, pad: str) -> None:
    versions = [wrote(session, therapist, pad, "Once.", client_key="k", version=0).version for _ in range(3)]
    assert versions == [1, 1, 1]
    assert texts(therapist, session, pad) == ["Once."]


@EVERY_PAD
def test_the_second_window_gets_both_texts(therapist: Person, session: Encounter, pad: str) -> None:
    wrote(session, therapist, pad, "First.", client_key="k")
    wrote(session, therapist, pad, "Here.", client_key="k", version=1)
    with pytest.raises(Conflict) as conflict:
        wrote(session, therapist, pad, "There.", client_key="k", version=1)
    assert conflict.value.facts == {"theirs": "Here.", "version": 2}
    assert texts(therapist, session, pad) == ["Here."]


@EVERY_PAD
def test_an_entry_is_struck_out_and_restored_never_deleted(therapist: Person, session: Encounter, pad: str) -> None:
    entry = wrote(session, therapist, pad, "A mistake.")
    for _ in range(2):
        actions.strike(entry=entry, by=therapist, at=NOON)
    assert texts(therapist, session, pad) == []
    assert texts(therapist, session, pad, struck=True) == ["A mistake."]
    for _ in range(2):
        actions.unstrike(entry=entry, by=therapist, at=NOON)
    assert texts(therapist, session, pad) == ["A mistake."]
    names = [event.name.split("_")[1] for event in audit.events_of(entry)]
    assert names == ["WRITTEN", "STRUCK", "RESTORED"]


@EVERY_PAD
def test_emptying_an_entry_strikes_it_and_writing_on_restores_it(
    therapist: Person, session: Encounter, pad: str
) -> None:
    wrote(session, therapist, pad, "Words.", client_key="k", finish=False)
    for version in (1, 1):
        emptied = wrote(session, therapist, pad, "", client_key="k", version=version, finish=False)
    assert (emptied.version, emptied.struck_at is None) == (2, False)
    assert texts(therapist, session, pad, struck=True) == ["Words."]
    wrote(session, therapist, pad, "Other words.", client_key="k", version=2)
    assert texts(therapist, session, pad) == ["Other words."]


def test_nothing_typed_is_nothing_kept(therapist: Person, session: Encounter) -> None:
    fields = {"pad": "seen", "words": " ", "client_key": "k", "version": 0, "stamped_at": NOON, "by": therapist}
    assert actions.write(encounter=session, at=NOON, finish=False, **fields).version == 0
    with pytest.raises(Invalid, match="Write something"):
        actions.write(encounter=session, at=NOON, **fields)
    assert not Observation.scoped(therapist).exists()


def test_typing_is_told_once_and_a_later_change_again(therapist: Person, session: Encounter) -> None:
    entry = wrote(session, therapist, words="A", client_key="k", finish=False)
    for version, words in enumerate(["A r", "A red", "A red house."], start=1):
        wrote(session, therapist, words=words, client_key="k", version=version, finish=version == 3)
    assert audit.events_of(entry) == [Event.OBSERVATION_WRITTEN]
    wrote(session, therapist, words="A red barn.", client_key="k", version=4)
    assert audit.events_of(entry) == [Event.OBSERVATION_WRITTEN, Event.OBSERVATION_CHANGED]


@pytest.mark.parametrize(("fields", "why"), [
    ({"pad": "note"}, Invalid),
    ({"client_key": ""}, Invalid),
    ({"client_key": "k" * 37}, Invalid),
    ({"words": "\x00\x07"}, Invalid),
    ({"words": "x" * 1_000_000}, TooLarge),
    ({"stamped_at": NOON + timedelta(days=1, minutes=1)}, Invalid),
    ({"stamped_at": NOON - timedelta(days=1, minutes=1)}, Invalid),
])  # fmt: skip
@EVERY_PAD
def test_what_cannot_be_right_changes_nothing(
    therapist: Person, session: Encounter, pad: str, fields: dict[str, object], why: type[Exception]
) -> None:
    sent = {"pad": pad, "words": "Words.", "client_key": "k", "version": 0, "stamped_at": NOON, **fields}
    with pytest.raises(why):
        actions.write(encounter=session, by=therapist, at=NOON, **sent)  # type: ignore[arg-type]
    assert not any(queries.entries_of(therapist, session, struck=True).values())
    assert audit.events_of(session) == []


def test_hostile_words_are_kept_as_words(therapist: Person, session: Encounter) -> None:
    words = "<script>alert(1)</script>{{ 7*7 }} '; DROP TABLE x; -- 🎨\n\tline"
    wrote(session, therapist, "response", f"{words}\u202e\x00")
    assert texts(therapist, session, "response") == [words]


def test_an_entry_does_not_change_its_pad(therapist: Person, session: Encounter) -> None:
    wrote(session, therapist, "seen", "Seen.", client_key="k")
    with pytest.raises(Invalid, match="another pad"):
        wrote(session, therapist, "said", "Said.", client_key="k", version=1)


def test_a_key_of_another_session_begins_a_new_entry(therapist: Person, session: Encounter) -> None:
    other = factories.encounter(factories.client(therapist), therapist, opened_at=NOON)
    wrote(session, therapist, "seen", "Theirs.", client_key="k")
    wrote(other, therapist, "seen", "Ours.", client_key="k")
    assert (texts(therapist, session, "seen"), texts(therapist, other, "seen")) == (["Theirs."], ["Ours."])


def test_a_colleagues_observation_is_read_and_not_changed(therapist: Person) -> None:
    colleague = factories.person()
    session = factories.encounter(factories.client(therapist, colleague), therapist)
    entry = wrote(session, therapist, "seen", "Mine.", client_key="k")
    assert texts(colleague, session, "seen") == ["Mine."]
    with pytest.raises(Refused, match="Only the person who wrote this"):
        wrote(session, colleague, "seen", "Yours.", client_key="k", version=1)
    with pytest.raises(Refused):
        actions.strike(entry=entry, by=colleague, at=NOON)


def test_nobody_else_sees_a_response_nor_that_there_is_one(therapist: Person) -> None:
    colleague, supervisor = factories.person(), factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, therapist)
    session = factories.encounter(factories.client(therapist, colleague), therapist)
    entry = wrote(session, therapist, "response", "I felt small.", client_key="k")
    for viewer in (colleague, supervisor):
        assert texts(viewer, session, "response", struck=True) == []
        with pytest.raises(NotFound):
            queries.entry_for(viewer, session, entry.public_id)
    assert wrote(session, colleague, "response", "My own.", client_key="k").version == 1  # the key tells nothing
    assert texts(therapist, session, "response") == ["I felt small."]


def test_a_supervisor_reads_observations(therapist: Person, session: Encounter) -> None:
    supervisor = factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, therapist)
    wrote(session, therapist, "hypothesis", "It might be a fence.")
    assert texts(supervisor, session, "hypothesis") == ["It might be a fence."]


def test_a_supervisor_and_a_stranger_do_not_write(therapist: Person, session: Encounter) -> None:
    supervisor, stranger = factories.person(Role.SUPERVISOR), factories.person()
    factories.supervise(supervisor, therapist)
    for other in (supervisor, stranger):
        with pytest.raises(Refused, match="Only the care team"):
            wrote(session, other)


def test_a_response_does_not_lie_in_the_database_in_clear(therapist: Person, session: Encounter) -> None:
    entry = wrote(session, therapist, "response", "Countertransference about the kestrel.")
    wrote(session, therapist, "seen", "A kestrel at the window.", client_key="seen")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM encounters_ownresponse")
        row = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in cursor.fetchone())
    assert b"kestrel" not in row
    assert bytes(entry.sealed_words).startswith(b"p1.")
    assert texts(therapist, session, "response") == ["Countertransference about the kestrel."]


def test_a_response_put_into_another_row_does_not_open(therapist: Person, session: Encounter) -> None:
    first = wrote(session, therapist, "response", "First.", client_key="a")
    second = wrote(session, therapist, "response", "Second.", client_key="b")
    second.sealed_words = first.sealed_words
    second.save()
    with pytest.raises(Exception, match="cannot be opened"):
        queries.responses_of(therapist, session)


def test_the_trail_holds_no_words(therapist: Person, session: Encounter) -> None:
    wrote(session, therapist, "response", "kestrel")
    wrote(session, therapist, "seen", "kestrel")
    actions.note_medium(encounter=session, medium="kestrel feather", by=therapist, at=NOON)
    assert not any("kestrel" in str(entry.detail) for entry in audit.readings_of(session.chart))
    assert OwnResponse.scoped(therapist).count() == 1
