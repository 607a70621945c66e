"""A panel is opened, gives levels one by one, agrees, and decides. Nothing is decided for it."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction

import factories
from apps.grading.cast_of_grading import DAY, TODAY, Cast, cast
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.practice.clients.actions.details import index_names
from pentimento.practice.clients.models import Client
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Agreed, Evidence, Judgement, Outcome, Post
from pentimento.profession.grading.queries import posts
from pentimento.profession.grading.queries.outcomes import is_whole
from pentimento.profession.grading.queries.schemes import rules_of, schemes
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.trust import audit
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def test_a_panel_grades_a_post_from_opening_to_sealed_outcome(people: Cast) -> None:
    grading = people.filled(people.opened())
    outcome = people.decided(grading)
    assert (outcome.result, outcome.band, outcome.low, outcome.high) == ("profile match", "7", 493, 493)
    assert is_whole(outcome)
    sealed = json.loads(outcome.content)
    assert sealed["rules"]["status"] == "for confirmation"
    assert sealed["totals"] == [493]
    assert [seat["name"] for seat in sealed["panel"]] == [one.name for one in people.panel]
    assert audit.events_of(grading)[-1] is audit.Event.GRADING_DECIDED


def test_levels_of_others_stay_hidden_until_one_has_given_ones_own(people: Cast) -> None:
    grading = people.opened()
    first, second, _third = seats_of(grading)
    actions.judge(seat=first, factor=3, levels="4", reason="", version=0, by=people.panel[0], at=NOON)
    row = people.sheet(people.panel[1], grading).row(3)
    assert [one.hidden for one in row.said] == [True, False, False]
    assert row.choices == ()
    actions.judge(seat=second, factor=3, levels="3", reason="", version=0, by=people.panel[1], at=NOON)
    row = people.sheet(people.panel[1], grading).row(3)
    assert [one.hidden for one in row.said] == [False, False, False]
    assert (row.levels, row.points, row.differ) == ("3, 4", (27, 42), True)


def test_nobody_gives_anothers_level_but_for_a_member_without_an_account(people: Cast) -> None:
    grading = people.opened(people=[(people.panel[0], "staff")])
    outside = actions.take_seat(
        grading=grading, person=None, name="Una Outside", side="outside", by=people.head, at=NOON
    )
    for seat, by in ((seats_of(grading)[0], people.head), (outside, people.panel[0])):
        with pytest.raises(Refused, match="Only this member"):
            actions.judge(seat=seat, factor=1, levels="6", reason="", version=0, by=by, at=NOON)
    actions.judge(seat=outside, factor=1, levels="6", reason="", version=0, by=people.head, at=NOON)


def test_a_level_a_factor_does_not_have_is_refused_by_name(people: Cast) -> None:
    grading = people.opened()
    seat = seats_of(grading)[0]
    with pytest.raises(Invalid, match="Factor 15 has no level 5; it has 1 to 4"):
        actions.judge(seat=seat, factor=15, levels="5", reason="", version=0, by=people.panel[0], at=NOON)
    with pytest.raises(NotFound, match="no factor 17"):
        actions.judge(seat=seat, factor=17, levels="1", reason="", version=0, by=people.panel[0], at=NOON)
    assert not Judgement.of(seat=seat).exists()


def test_the_panel_agrees_only_after_everybody_has_given_a_level(people: Cast) -> None:
    grading = people.opened()
    with pytest.raises(Refused, match=people.panel[2].name):
        actions.agree(grading=grading, factor=1, levels="6", reason="Clear.", version=0, by=people.panel[0], at=NOON)


def test_an_agreement_changed_meanwhile_is_not_overwritten(people: Cast) -> None:
    grading = people.filled(people.opened())
    entry = {"grading": grading, "factor": 1, "by": people.head, "at": NOON}
    actions.agree(levels="5(c)", reason="Looked again.", version=1, **entry)
    with pytest.raises(Conflict):
        actions.agree(levels="4", reason="Late.", version=1, **entry)
    assert Agreed.of(grading=grading, factor=1).get().levels == "5(c)"


def test_two_open_levels_give_every_attainable_total_and_none_between(people: Cast) -> None:
    sheet = people.sheet(people.head, people.filled(people.opened(), f14="2(a), 4(b)"))
    assert sheet.reckoning is not None
    assert sheet.reckoning.totals.totals == (482, 493)
    assert sheet.row(14).points == (7, 18)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        ({"band": "8a"}, "do not come to band 8a, only to 7"),
        ({"result": "band match"}, "The rules say “profile match”"),
        ({"reasons": " "}, "Write the reasons"),
        ({"decided_on": TODAY + DAY}, "lies in the future"),
        ({"decided_on": TODAY - DAY}, "cannot have decided before"),
    ],
)
def test_a_decision_that_does_not_hold_together_is_refused(
    people: Cast, decision: dict[str, object], sentence: str
) -> None:
    grading = people.filled(people.opened())
    with pytest.raises(Invalid, match=sentence):
        people.decided(grading, **decision)
    assert not Outcome.of(grading=grading).exists()


def test_a_panel_may_depart_from_the_rules_when_it_says_why(people: Cast) -> None:
    grading = people.filled(people.opened(), f7="4")
    with pytest.raises(Invalid, match="local evaluation"):
        people.decided(grading, result="band match")
    outcome = people.decided(grading, result="band match", departure="Policy is shared with the county.")
    assert json.loads(outcome.content)["rules_say"]["result"] == "no match"


def test_a_panel_that_is_too_small_or_not_done_does_not_decide(people: Cast) -> None:
    small = people.opened(people=[(people.panel[0], "staff")])
    with pytest.raises(Refused, match="1 people; the rules ask for 3 to 5"):
        people.decided(small)
    for person in people.panel[1:]:
        actions.take_seat(grading=small, person=person, name="", side="staff", by=people.head, at=NOON)
    with pytest.raises(Refused, match="Not agreed yet: factor 1, 2"):
        people.decided(small)


def test_a_seat_is_a_colleagues_or_somebody_elses_and_never_drops_a_name(people: Cast) -> None:
    grading = people.opened(people=[(people.panel[0], "staff")])
    with pytest.raises(Invalid, match="not both"):
        actions.take_seat(grading=grading, person=people.panel[1], name="Una", side="staff", by=people.head, at=NOON)


def test_a_sealed_grading_cannot_be_changed_by_any_door(people: Cast) -> None:
    grading = people.filled(people.opened())
    outcome = people.decided(grading)
    seat = seats_of(grading)[0]
    with pytest.raises(Conflict, match="decided and sealed"):
        actions.judge(seat=seat, factor=1, levels="5", reason="", version=1, by=people.panel[0], at=NOON)
    for rows, change in (
        (Outcome.of(pk=outcome.pk), {"band": "9"}),
        (Agreed.of(grading=grading), {"levels": "1"}),
        (Judgement.of(seat=seat), {"levels": "1"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Evidence.add(grading=grading, factor=1, kind="told", words="Late", added_by=people.head, added_at=NOON)
    assert people.decided(grading).pk == outcome.pk  # sent twice is one outcome


def test_evidence_quoted_from_the_description_stands_in_it(people: Cast) -> None:
    grading = people.opened()
    entry = {"grading": grading, "factor": 9, "kind": "description", "by": people.panel[0], "at": NOON}
    made = actions.add_evidence(words="supervises  one trainee each week", **entry)
    assert made.paragraph == 2
    with pytest.raises(Invalid, match="does not say this"):
        actions.add_evidence(words="Manages a budget", **entry)
    assert actions.add_evidence(words="supervises  one trainee each week", **entry).pk == made.pk
    actions.strike_evidence(evidence=made, by=people.panel[0], at=NOON)
    assert people.sheet(people.head, grading).row(9).evidence == ()
    actions.restore_evidence(evidence=made, by=people.panel[0], at=NOON)
    assert people.sheet(people.head, grading).row(9).evidence == (made,)


def test_nobody_grades_the_post_they_hold(people: Cast) -> None:
    head = factories.person(Role.HEAD)
    actions.hold(post=people.post, person=head, since=TODAY, by=people.head, at=NOON)
    with pytest.raises(Refused, match="You hold this post"):
        people.opened(by=head)
    with pytest.raises(Refused, match="cannot sit on its panel"):
        people.opened(people=[(people.holder, "staff")])
    assert not posts.history_of(people.head, people.post)


def test_only_the_head_of_service_runs_gradings(people: Cast) -> None:
    for by in (*people.panel, people.holder, people.stranger):
        with pytest.raises(Refused):
            people.opened(by=by)
        with pytest.raises(Refused):
            actions.add_post(title="Other", words="Words", agreed_on=TODAY, by=by, at=NOON)


def test_a_post_is_there_for_its_holder_its_panel_and_the_head(people: Cast) -> None:
    assert list(Post.scoped(people.holder)) == list(Post.scoped(people.head)) == [people.post]
    for person in (people.stranger, people.panel[0]):
        with pytest.raises(NotFound):
            posts.post_for(person, people.post.public_id)
    people.opened()
    assert posts.post_for(people.panel[0], people.post.public_id) == people.post


def test_the_holder_sees_levels_only_once_they_are_decided_and_never_who_gave_them(people: Cast) -> None:
    grading = people.filled(people.opened())
    assert all(row.choices == () for row in people.sheet(people.holder, grading).rows)
    assert not Judgement.scoped(people.holder).exists() and not Agreed.scoped(people.holder).exists()
    people.decided(grading)
    sheet = people.sheet(people.holder, grading)
    assert sheet.reckoning and sheet.reckoning.totals.totals == (493,)
    assert all(said.row is None for row in sheet.rows for said in row.said)


def test_an_appeal_is_heard_by_other_people_and_both_outcomes_stay(people: Cast) -> None:
    first = people.filled(people.opened())
    people.decided(first)
    lodged = actions.appeal(grading=first, grounds="Teaching was overlooked.", by=people.holder, at=NOON + DAY)
    assert actions.appeal(grading=first, grounds="Teaching was overlooked.", by=people.holder, at=NOON).pk == lodged.pk
    with pytest.raises(Refused, match="heard by other people"):
        people.opened()
    others = [(factories.person(), "staff") for _ in range(3)]
    second = people.opened(people=others)
    assert second.appeal == lodged
    with pytest.raises(Conflict, match="hears this appeal"):
        actions.withdraw_appeal(appeal=lodged, by=people.holder, at=NOON)
    people.filled(second, f9="3(c)")
    people.decided(second, result="band match")
    history = posts.history_of(people.holder, people.post)
    assert [(one.grading.number, one.outcome.result if one.outcome else "") for one in history] == [
        (2, "band match"),
        (1, "profile match"),
    ]


def test_an_appeal_comes_from_the_holder_in_time_and_once(people: Cast) -> None:
    grading = people.filled(people.opened())
    with pytest.raises(Refused, match="has not decided"):
        actions.appeal(grading=grading, grounds="Too low.", by=people.holder, at=NOON)
    people.decided(grading)
    with pytest.raises(Refused, match="Only who holds the post"):
        actions.appeal(grading=grading, grounds="Too low.", by=people.panel[0], at=NOON)
    with pytest.raises(Refused, match="ended on 2026-08-04"):
        actions.appeal(grading=grading, grounds="Too low.", by=people.holder, at=NOON + 93 * DAY)
    lodged = actions.appeal(grading=grading, grounds="Too low.", by=people.holder, at=NOON)
    actions.withdraw_appeal(appeal=lodged, by=people.holder, at=NOON)
    with pytest.raises(Conflict):
        actions.appeal(grading=grading, grounds="Again.", by=people.holder, at=NOON)


def test_one_panel_at_a_time(people: Cast) -> None:
    people.opened()
    with pytest.raises(Conflict, match="sits for this post already"):
        people.opened()


def test_an_outcome_keeps_the_rules_it_was_decided_under(people: Cast) -> None:
    grading = people.filled(people.opened())
    people.decided(grading)
    shelved = schemes()[0]
    actions.decide_rules(shelved=shelved, content={"max_varied_factors": 2}, by=people.head, at=NOON)
    assert rules_of(schemes()[0]).max_varied_factors == 2
    assert people.sheet(people.head, grading).rules.max_varied_factors == 5


def test_no_client_is_named_on_a_sheet(people: Cast) -> None:
    factories.client(people.panel[0], given_name="Odalys", family_name="Quenneville", preferred_name="Odalys")
    index_names(Client.scoped(people.panel[0]).get())
    grading = people.opened()
    told = {"grading": grading, "factor": 3, "kind": "told", "by": people.panel[0], "at": NOON}
    with pytest.raises(Invalid, match="name of a client"):
        actions.add_evidence(words="As with Odalys in spring.", **told)
    actions.add_evidence(words="As with a client in spring.", **told)
    assert Evidence.of(grading=grading).count() == 1
