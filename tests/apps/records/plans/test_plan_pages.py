"""The plan's pages: built with small forms, without script, each refusal beside its field."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Goal, Need

STEPS = {"step_2": "e", "step_1": "d", "step_0": "c", "step_m1": "b", "step_m2": "a"}


@pytest.fixture
def browser(client, pair):
    client.force_login(pair.therapist)

    def at(name, *more):
        return reverse(f"records:{name}", args=[pair.chart.public_id, *more])

    client.at = at
    return client


def test_a_plan_is_built_agreed_and_revised_with_plain_forms(browser, pair):
    at, me, chart = browser.at, pair.therapist, pair.chart
    assert "There is no plan yet" in browser.get(at("plan")).content.decode()
    browser.post(at("plan-draft"))
    draft = queries.draft_of(me, chart).plan
    browser.post(at("plan-add", "need", draft.public_id), {"words": "To be with others"})
    need = queries.draft_of(me, chart).needs[0].part
    browser.post(at("plan-add", "goal", need.public_id), {"words": "I want to stay", "weight": 2, **STEPS})
    goal = queries.draft_of(me, chart).goals[0].part
    assert (goal.levels, goal.weight) == (["a", "b", "c", "d", "e"], 2)
    browser.post(at("plan-add", "objective", goal.public_id), {"words": "Ten minutes", "by_when": "2026-12-18"})
    aim = queries.draft_of(me, chart).goals[0].objectives[0].part
    browser.post(at("plan-add", "intervention", aim.public_id), {"words": "Same chair", "materials": "clay"})
    page = browser.get(at("plan")).content.decode()
    assert all(words in page for words in ("To be with others", "I want to stay", "Ten minutes", "Same chair", "clay"))
    agreeing = browser.get(at("plan-agree")).content.decode()
    assert all(words in agreeing for words in ("Ten minutes", "Same chair", f'value="{pair.client.name}"'))
    done = browser.post(at("plan-agree"), {"on": "2026-05-04", "agreed_with": "Noor"}, follow=True).content.decode()
    assert "Agreed with Noor" in done and "Begin a new version" in done
    browser.post(at("plan-draft"))
    assert "Nothing differs" in browser.get(at("plan-changes", 2)).content.decode()
    assert "Agreed with Noor" in browser.get(at("plan-version", 1)).content.decode()


def test_a_slip_in_the_year_of_agreement_is_said_on_the_form_and_keeps_what_was_typed(browser, pair):
    factories.agreed_plan(pair.client, pair.therapist)
    browser.post(browser.at("plan-draft"))
    answer = browser.post(browser.at("plan-agree"), {"on": "0206-05-04", "agreed_with": "Noor and Mair"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Check the year" in text and "Noor and Mair" in text


@pytest.fixture
def need(browser, pair):
    browser.post(browser.at("plan-draft"))
    plan = queries.draft_of(pair.therapist, pair.chart).plan
    browser.post(browser.at("plan-add", "need", plan.public_id), {"words": "A need"})
    return Need.scoped(pair.therapist).get()


@pytest.mark.parametrize("sent", [
    {"words": ""},
    {"words": "   "},
    {"words": "x" * 601},
    {"words": "nul\x00"},
    {"words": "ok", "weight": 11},
    {"words": "ok", "weight": "heavy"},
    {"words": "ok", "weight": 1, "entry_key": "<script>"},
])  # fmt: skip
def test_what_cannot_be_right_comes_back_as_it_was_typed(browser, pair, need, sent):
    answer = browser.post(browser.at("plan-add", "goal", need.public_id), sent)
    assert answer.status_code == 422
    assert "Nothing has been lost" in answer.content.decode()
    assert not Goal.scoped(pair.therapist).exists()


def test_two_tabs_see_both_texts(browser, pair, need):
    address = browser.at("plan-part", "need", need.public_id)
    browser.post(address, {"words": "first tab", "version": 1})
    second = browser.post(address, {"words": "second tab", "version": 1})
    assert second.status_code == 409
    assert "first tab" in second.content.decode() and "second tab" in second.content.decode()
    kept = second.context["opened"]["form"]["version"].value()
    assert browser.post(address, {"words": "second tab", "version": kept}).status_code == 302


def test_a_form_sent_twice_adds_once(browser, pair, need):
    key = browser.get(browser.at("plan-add", "goal", need.public_id)).context["opened"]["form"]["entry_key"].value()
    for _attempt in range(2):
        sent = {"words": "once", "weight": 1, "entry_key": key}
        assert browser.post(browser.at("plan-add", "goal", need.public_id), sent).status_code == 302
    assert Goal.scoped(pair.therapist).count() == 1


def test_removing_and_moving_are_small_forms(browser, pair, need):
    assert browser.post(browser.at("plan-move", "need", need.public_id), {"to": "down"}).status_code == 302
    assert browser.post(browser.at("plan-remove", "need", need.public_id)).status_code == 302
    assert not Need.scoped(pair.therapist).exists()


def test_somebody_elses_part_is_not_found(browser, pair, need):
    other = factories.client(pair.therapist)
    plan = actions.draft_plan(chart=other.chart, by=pair.therapist, at=factories.NOON)
    theirs = actions.add_need(plan=plan, words="theirs", by=pair.therapist, at=factories.NOON)
    for name in ("plan-part", "plan-remove", "plan-move"):
        assert browser.post(browser.at(name, "need", theirs.public_id), {"words": "x"}).status_code == 404
    assert browser.get(browser.at("plan-add", "goal", theirs.public_id)).status_code == 404
    assert browser.get(browser.at("plan-add", "nonsense", need.public_id)).status_code == 404


def test_a_colleague_off_the_team_finds_nothing_and_the_front_desk_no_door(client, pair):
    factories.agreed_plan(pair.client, pair.therapist)
    for role, status in (("therapist", 404), ("head", 404), ("front_desk", 403)):
        client.force_login(factories.person(role))
        assert client.get(reverse("records:plan", args=[pair.chart.public_id])).status_code == status
        assert client.post(reverse("records:plan-draft", args=[pair.chart.public_id])).status_code == status


def test_a_supervisor_reads_without_buttons(client, pair):
    factories.agreed_plan(pair.client, pair.therapist)
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, pair.therapist)
    client.force_login(supervisor)
    page = client.get(reverse("records:plan", args=[pair.chart.public_id])).content.decode()
    assert "I want to sit with the others" in page and "Begin a new version" not in page


def test_a_long_plan_costs_no_more_than_a_short_one(browser, pair, django_assert_max_num_queries):
    factories.agreed_plan(pair.client, pair.therapist, *(f"Goal {n}" for n in range(15)))
    browser.get(browser.at("plan"))
    with django_assert_max_num_queries(22):
        assert browser.get(browser.at("plan")).content.decode().count("Shared table") == 15
