"""What people log is held against the policy, and what does not go together is flagged, nobody named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

import factories
from factories import NOON
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger import actions, queries
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
LOOKING, LITERATURE = "19150", "19160"


def logged(by: Person, kind: str, mode: str, *, ago: int = 0) -> Any:
    on = TODAY - timedelta(days=ago)
    return actions.log_work(kind=kind, on=on, minutes=30, mode=mode, entry_key=f"{kind}{mode}{ago}", by=by, at=NOON)


def policy(task: str, stance: str, *, ago: int = 30, number: int = 0) -> None:
    by = factories.person("head")
    said = {"reason": "We tried it.", "review_on": TODAY + timedelta(days=90), "answers": by, "by": by}
    at = NOON - timedelta(days=ago)
    actions.write_policy(occupation=ART_THERAPIST, task_id=task, stance=stance, number=number, at=at, **said)


def flagged(today: date = TODAY) -> list[tuple[str, int]]:
    return [(one.task.task_id, one.times) for one in queries.contradictions(today=today)]


def test_help_of_ai_where_the_policy_keeps_the_task_for_people_is_flagged() -> None:
    by = factories.person()
    policy(LOOKING, "human_only")
    logged(by, "looking", "alone")
    assert flagged() == []
    logged(by, "looking", "helped", ago=2)
    logged(by, "looking", "helped", ago=1)
    assert flagged() == [(LOOKING, 2)]
    assert queries.contradictions(today=TODAY)[0].last == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("stance", "mode", "expected"),
    [
        ("human_with_ai", "helped", []),
        ("human_with_ai", "reviewed", [(LITERATURE, 1)]),
        ("ai_with_review", "reviewed", []),
        ("human_only", "reviewed", [(LITERATURE, 1)]),
    ],
)
def test_each_policy_allows_its_own_kind_of_help(stance: str, mode: str, expected: list[tuple[str, int]]) -> None:
    policy(LITERATURE, stance)
    logged(factories.person(), "literature", mode)
    assert flagged() == expected


def test_without_a_policy_ai_is_off_and_its_use_is_flagged() -> None:
    logged(factories.person(), "literature", "helped")
    assert flagged() == [(LITERATURE, 1)]
    assert queries.contradictions(today=TODAY)[0].policy is None


def test_what_was_done_before_the_policy_in_force_does_not_count_against_it() -> None:
    logged(factories.person(), "literature", "reviewed", ago=40)
    policy(LITERATURE, "human_with_ai", ago=30)
    assert flagged() == []


def test_writing_the_policy_anew_settles_it() -> None:
    policy(LITERATURE, "human_only", ago=30)
    logged(factories.person(), "literature", "helped", ago=3)
    assert flagged() == [(LITERATURE, 1)]
    policy(LITERATURE, "human_with_ai", ago=0, number=1)
    assert flagged() == []


def test_writing_the_same_policy_again_takes_nothing_back() -> None:
    policy(LITERATURE, "human_only", ago=30)
    logged(factories.person(), "literature", "helped", ago=3)
    policy(LITERATURE, "ai_with_review", ago=2, number=1)
    assert flagged() == []
    policy(LITERATURE, "human_only", ago=1, number=2)
    assert flagged() == [(LITERATURE, 1)]


def test_what_the_policy_of_its_day_allowed_is_not_held_against_a_later_one() -> None:
    policy(LITERATURE, "human_with_ai", ago=30)
    logged(factories.person(), "literature", "helped", ago=9)
    policy(LITERATURE, "human_only", ago=5, number=1)
    assert flagged() == []


def test_work_of_several_tasks_is_flagged_only_where_none_of_them_allows_it() -> None:
    policy("19154", "human_with_ai")  # reports belong to 19154 and 19142
    logged(factories.person(), "report", "helped")
    assert flagged() == []
    logged(factories.person(), "report", "reviewed", ago=1)
    assert sorted(flagged()) == [("19142", 1), ("19154", 1)]


def test_work_that_belongs_to_no_task_is_under_no_policy() -> None:
    logged(factories.person(), "office", "helped")
    assert flagged() == [] and not queries.forbidden("office", "helped")


def test_who_logs_it_is_told_and_the_pages_flag_it_without_a_name(client: Client) -> None:
    by, other = factories.person(), factories.person("head")
    client.force_login(by)
    form = {"kind": "looking", "minutes": "20", "mode": "helped", "entry_key": "a"}
    assert "does not let AI do this" in client.post("/ledger/log/", form, follow=True).content.decode()
    client.force_login(other)
    for page in ("/ledger/", f"/ledger/tasks/{LOOKING}/", "/profession/"):
        _before, flag = client.get(page).content.decode().split("does not go with the policy")
        assert by.name not in flag.split("</section>")[0], page
