"""What was opened by mistake is set aside with a reason; a post that is no more ends. Both come back."""

from __future__ import annotations

import pytest
from django.test import Client

import factories
from apps.grading.cast_of_grading import DAY, TODAY, Cast, cast
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Grading
from pentimento.profession.grading.queries import posts
from pentimento.profession.grading.queries.schemes import schemes
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.profession.grading.queries.together import together
from pentimento.trust import audit

pytestmark = pytest.mark.django_db
WRONG = "Opened for the wrong post."


@pytest.fixture
def people() -> Cast:
    return cast()


def aside(people: Cast, grading: Grading) -> Grading:
    return actions.set_aside(grading=grading, reason=WRONG, by=people.head, at=NOON)


def again(people: Cast, grading: Grading) -> Grading:
    return posts.grading_for(people.head, people.post, grading.public_id)


def test_a_grading_opened_by_mistake_is_set_aside_with_a_reason_that_stays_on_the_trail(people: Cast) -> None:
    grading = people.filled(people.opened())
    aside(people, grading)
    assert aside(people, again(people, grading)).set_aside_for == WRONG  # sent twice it is done once
    events = audit.events_of(grading)
    assert events.count(audit.Event.GRADING_SET_ASIDE) == 1
    assert [one.grading.set_aside_for for one in posts.history_of(people.holder, people.post)] == [WRONG]


def test_nothing_is_written_in_what_was_set_aside(people: Cast) -> None:
    grading = people.filled(people.opened())
    seat = seats_of(grading)[0]
    aside(people, grading)
    for attempt in (
        lambda: actions.judge(seat=seat, factor=1, levels="5", reason="", version=1, by=people.panel[0], at=NOON),
        lambda: actions.take_seat(grading=grading, person=None, name="Una", side="staff", by=people.head, at=NOON),
        lambda: people.decided(again(people, grading)),
    ):
        with pytest.raises(Conflict, match="set aside"):
            attempt()
    assert not people.sheet(people.panel[0], grading).works


def test_another_panel_can_be_opened_and_then_the_first_stays_aside(people: Cast) -> None:
    first = people.opened()
    aside(people, first)
    second = people.opened()
    assert second.number == 2
    with pytest.raises(Conflict, match="Another panel sits"):
        actions.take_up(grading=again(people, first), by=people.head, at=NOON)
    people.decided(people.filled(second))
    assert not posts.can_take_up(again(people, first))
    with pytest.raises(Conflict, match="has decided"):
        actions.take_up(grading=again(people, first), by=people.head, at=NOON)


def test_it_is_taken_up_again_where_it_was_until_something_was_decided(people: Cast) -> None:
    grading = people.filled(people.opened())
    aside(people, grading)
    actions.take_up(grading=again(people, grading), by=people.head, at=NOON)
    assert people.decided(again(people, grading)).band == "7"
    with pytest.raises(Conflict, match="decided and sealed"):
        aside(people, again(people, grading))


def test_an_appeal_waits_again_when_its_panel_is_set_aside(people: Cast) -> None:
    first = people.filled(people.opened())
    people.decided(first)
    lodged = actions.appeal(grading=first, grounds="Too low.", by=people.holder, at=NOON)
    wrong = people.opened(people=[(factories.person(), "staff")])
    aside(people, wrong)
    assert posts.pending_appeal(people.post) == lodged
    assert people.opened(people=[(factories.person(), "staff")]).appeal == lodged


def test_only_who_runs_gradings_sets_aside_and_says_why(people: Cast) -> None:
    grading = people.opened()
    for by in (people.panel[0], people.holder):
        with pytest.raises(Refused):
            actions.set_aside(grading=grading, reason=WRONG, by=by, at=NOON)
    with pytest.raises(Invalid, match="why it is set aside"):
        actions.set_aside(grading=grading, reason=" ", by=people.head, at=NOON)


def test_a_post_that_is_no_more_ends_and_its_holder_no_longer_sees_it(people: Cast) -> None:
    people.decided(people.filled(people.opened()))
    actions.end_post(post=people.post, on=TODAY, reason="Moved.", by=people.head, at=NOON)
    assert posts.holds(people.holder, people.post, on=TODAY)
    assert not posts.holds(people.holder, people.post, on=TODAY + DAY)
    assert not together(people.head, schemes()[0]).columns
    ended = posts.post_for(people.head, people.post.public_id)
    for attempt in (
        lambda: actions.hold(post=ended, person=people.stranger, since=TODAY, by=people.head, at=NOON),
        lambda: people.opened(),
    ):
        with pytest.raises(Conflict, match="Bring it back first"):
            attempt()
    assert not posts.choices_of(people.head)


def test_a_post_comes_back_with_whoever_held_it(people: Cast) -> None:
    actions.end_post(post=people.post, on=TODAY, reason="Moved.", by=people.head, at=NOON)
    actions.bring_back(post=people.post, by=people.head, at=NOON)
    assert posts.holds(people.holder, people.post, on=TODAY + DAY)
    assert audit.events_of(people.post)[-2:] == [audit.Event.POST_ENDED, audit.Event.POST_BROUGHT_BACK]


def test_a_post_does_not_end_while_a_panel_sits_or_an_appeal_waits(people: Cast) -> None:
    ending = {"post": people.post, "on": TODAY, "reason": "Moved.", "by": people.head, "at": NOON}
    grading = people.filled(people.opened())
    with pytest.raises(Conflict, match="A panel sits"):
        actions.end_post(**ending)
    people.decided(grading)
    actions.appeal(grading=grading, grounds="Too low.", by=people.holder, at=NOON)
    with pytest.raises(Conflict, match="An appeal waits"):
        actions.end_post(**ending)


@pytest.mark.parametrize(("day", "sentence"), [(TODAY + DAY, "future"), (TODAY - DAY, "before")])
def test_a_post_ends_on_a_day_that_it_was_there(people: Cast, day: object, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        actions.end_post(post=people.post, on=day, reason="Moved.", by=people.head, at=NOON)


def test_the_pages_say_what_was_set_aside_and_offer_the_way_back(people: Cast, client: Client) -> None:
    grading = people.opened()
    client.force_login(people.head)
    place = f"/grading/posts/{people.post.public_id}/"
    sheet = f"{place}gradings/{grading.public_id}/"
    answer = client.post(f"{sheet}set-aside/", {"reason": WRONG}, follow=True)
    assert "take-up" in answer.content.decode() and WRONG in answer.content.decode()
    assert "Take it up again" in client.get(sheet).content.decode()
    assert client.post(f"{sheet}take-up/").status_code == 302
    assert client.post(f"{place}end/", {"on": "2026-01-01", "reason": "Moved."}).status_code == 409


def test_somebody_with_nothing_to_do_with_it_finds_nothing(people: Cast) -> None:
    aside(people, people.opened())
    with pytest.raises(NotFound):
        posts.post_for(people.stranger, people.post.public_id)
