"""Meetings are planned, brought to, confirmed and sealed; nobody sees what is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NeedsConsent, NotFound, Refused
from pentimento.profession.portfolio.actions import supervision as actions
from pentimento.profession.portfolio.models import Attendance, Matter, Meeting
from pentimento.profession.portfolio.queries import supervision as queries
from pentimento.trust import audit
from pentimento.trust.activity.models import Activity
from pentimento.trust.consent.models import Act
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


class Circle:
    """A supervisor, two people she supervises, and somebody else."""

    def __init__(self) -> None:
        self.rosa = factories.person(Role.SUPERVISOR, name="Rosa")
        self.perry = factories.person(Role.TRAINEE, name="Perry")
        self.imogen = factories.person(Role.THERAPIST, name="Imogen")
        self.other = factories.person(Role.SUPERVISOR, name="Other")
        for one in (self.perry, self.imogen):
            factories.supervise(self.rosa, one)

    def meet(self, *people, key="k", **fields):  # type: ignore[no-untyped-def]
        told = {"starts_at": NOON, "minutes": 60, "by": self.rosa, "at": NOON - timedelta(days=1), **fields}
        return actions.plan_meeting(supervisor=self.rosa, people=people or (self.perry,), entry_key=key, **told)


@pytest.fixture
def circle() -> Circle:
    return Circle()


def test_two_people_make_it_a_group_and_the_same_form_twice_is_one_meeting(circle: Circle) -> None:
    one = circle.meet(circle.perry, circle.imogen)
    again = circle.meet(circle.perry, circle.imogen)
    assert one.pk == again.pk
    assert one.form == Meeting.Form.GROUP
    assert queries.meeting_for(circle.perry, one.public_id).names == "Imogen, Perry"


def test_only_whom_one_supervises_can_be_asked_to_a_meeting(circle: Circle) -> None:
    with pytest.raises(Refused, match="does not supervise everybody"):
        circle.meet(circle.other)
    with pytest.raises(Invalid, match="Choose who"):
        actions.plan_meeting(
            supervisor=circle.rosa, people=(), starts_at=NOON, minutes=60, entry_key="x", by=circle.rosa, at=NOON
        )
    with pytest.raises(Refused, match="belongs to it"):
        circle.meet(by=circle.other)


def test_a_kentucky_group_has_at_most_six(circle: Circle) -> None:
    seven = [factories.person(Role.TRAINEE) for _ in range(7)]
    for one in seven:
        factories.supervise(circle.rosa, one)
    with pytest.raises(Refused, match=r"7 people are too many.*201 KAR 34:060"):
        circle.meet(*seven, follows="kentucky")
    assert circle.meet(*seven[:6], follows="kentucky")
    assert circle.meet(*seven, key="k2", follows="atcb")


def test_only_the_supervisor_confirms_and_not_before_it_began(circle: Circle) -> None:
    meeting = circle.meet()
    with pytest.raises(Refused, match="Only the supervisor"):
        actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.perry, at=LATER)
    with pytest.raises(Refused, match="not begun"):
        early = NOON - timedelta(hours=1)
        actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.rosa, at=early)
    done = actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=75, by=circle.rosa, at=LATER)
    assert (done.came, done.minutes) == (1, 75)
    with pytest.raises(Conflict, match="already"):
        actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.rosa, at=LATER)


def test_a_confirmed_meeting_is_work_done_for_both(circle: Circle) -> None:
    meeting = circle.meet()
    actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=75, by=circle.rosa, at=LATER)
    found = set(Activity.objects.values_list("person__name", "kind", "minutes"))
    assert found == {("Rosa", "supervision_given", 75), ("Perry", "supervision_had", 75)}
    actions.strike_meeting(meeting=meeting, why="Wrong day", by=circle.rosa, at=LATER)
    assert not Activity.objects.filter(withdrawn_at__isnull=True).exists()


def test_the_database_itself_keeps_a_confirmed_meeting_as_it_is(circle: Circle) -> None:
    meeting = circle.meet()
    actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.rosa, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.scoped(circle.rosa).filter(pk=meeting.pk).update(minutes=600)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.of_owner(circle.perry).update(came=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.add(owner=circle.imogen, meeting=meeting, came=True)


def test_nobody_else_sees_a_meeting_or_what_is_brought_to_it(circle: Circle) -> None:
    meeting = circle.meet()
    matter = actions.bring(kind="topic", words="Endings", by=circle.perry, at=NOON)
    for stranger in (circle.other, circle.imogen, factories.person(Role.HEAD)):
        with pytest.raises(NotFound):
            queries.meeting_for(stranger, meeting.public_id)
        with pytest.raises(NotFound):
            queries.matter_for(stranger, matter.public_id)
    assert queries.matter_for(circle.rosa, matter.public_id) == matter


def test_in_a_group_only_topics_are_on_everybodys_agenda(circle: Circle) -> None:
    client = factories.client(circle.perry)
    factories.consent(client, by=circle.perry)
    meeting = circle.meet(circle.perry, circle.imogen)
    place = client.chart.public_id
    topic = actions.bring(kind="topic", words="Endings", by=circle.perry, at=NOON)
    note = actions.bring(kind="note", place=place, reference="n" * 22, words="", by=circle.perry, at=NOON)
    for matter in (topic, note):
        actions.put_on_agenda(matter=matter, meeting=meeting, by=circle.rosa, at=NOON)
    assert queries.agenda_of(circle.rosa, meeting) == [topic, note]
    assert queries.agenda_of(circle.imogen, meeting) == [topic]


def test_a_work_is_brought_only_with_the_clients_consent_to_show_it(circle: Circle) -> None:
    client = factories.client(circle.perry)
    wanted = {"kind": "work", "place": client.chart.public_id, "reference": "w" * 22, "words": "", "by": circle.perry}
    with pytest.raises(NeedsConsent, match="in supervision"):
        actions.bring(**wanted, at=NOON)
    factories.consent(client, Act.SUPERVISE, by=circle.perry)
    brought = actions.bring(**wanted, at=NOON)
    assert actions.bring(**wanted, at=NOON) == brought, "brought twice, it waits once"


def test_only_a_record_that_is_open_to_somebody_can_be_brought(circle: Circle) -> None:
    client = factories.client(circle.imogen)
    with pytest.raises(NotFound):
        actions.bring(kind="note", place=client.chart.public_id, reference="n" * 22, words="", by=circle.perry, at=NOON)


def test_what_nothing_came_of_waits_for_the_next_meeting(circle: Circle) -> None:
    meeting = circle.meet()
    kept = actions.bring(kind="topic", words="Endings", by=circle.perry, at=NOON)
    talked = actions.bring(kind="topic", words="Clay", by=circle.perry, at=NOON)
    for matter in (kept, talked):
        actions.put_on_agenda(matter=matter, meeting=meeting, by=circle.perry, at=NOON)
    actions.settle(matter=talked, outcome="Offer it again", version=1, by=circle.rosa, at=LATER)
    actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.rosa, at=LATER)
    assert queries.waiting_for(circle.perry) == [kept]
    assert queries.agenda_of(circle.perry, meeting) == [Matter.of_owner(circle.perry).get(pk=talked.pk)]


def test_two_people_who_write_at_once_lose_nothing(circle: Circle) -> None:
    meeting = circle.meet()
    actions.write_decisions(meeting=meeting, words="One", version=1, by=circle.rosa, at=NOON)
    with pytest.raises(Conflict):
        actions.write_decisions(meeting=meeting, words="Two", version=1, by=circle.perry, at=NOON)
    assert actions.write_decisions(meeting=meeting, words="One", version=1, by=circle.rosa, at=NOON).version == 2


def test_what_was_agreed_is_done_by_whoever_agreed_to_it(circle: Circle) -> None:
    meeting = circle.meet()
    agreed = actions.agree_action(
        meeting=meeting, owner=circle.perry, words="Read about endings", by_when=None, by=circle.rosa, at=NOON
    )
    assert queries.still_to_do(circle.perry) == [agreed]
    with pytest.raises(Refused, match="Only the person"):
        actions.mark_done(agreed=agreed, done=True, by=circle.rosa, at=LATER)
    actions.mark_done(agreed=agreed, done=True, by=circle.perry, at=LATER)
    assert queries.still_to_do(circle.perry) == []
    with pytest.raises(Invalid, match="belongs to this meeting"):
        actions.agree_action(meeting=meeting, owner=circle.imogen, words="Read", by_when=None, by=circle.rosa, at=NOON)


def test_a_cancelled_meeting_lets_its_agenda_wait(circle: Circle) -> None:
    meeting = circle.meet()
    matter = actions.bring(kind="topic", words="Endings", by=circle.perry, at=NOON)
    actions.put_on_agenda(matter=matter, meeting=meeting, by=circle.perry, at=NOON)
    actions.cancel_meeting(meeting=meeting, by=circle.perry, at=NOON)
    assert queries.waiting_for(circle.rosa) == [matter]
    with pytest.raises(Refused, match="cancelled"):
        actions.write_decisions(meeting=meeting, words="One", version=1, by=circle.rosa, at=NOON)


def test_the_trail_tells_what_happened_without_words(circle: Circle) -> None:
    meeting = circle.meet()
    actions.confirm_meeting(meeting=meeting, came=[circle.perry], minutes=60, by=circle.rosa, at=LATER)
    assert audit.events_of(meeting) == [audit.Event.MEETING_PLANNED, audit.Event.MEETING_CONFIRMED]
