"""Clients are found by the beginnings of words, by whoever may see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import factories
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.models import Client, SearchWord
from pentimento.practice.clients.queries import finding
from pentimento.trust.people.models import Person


@pytest.fixture
def zoe(refer: Callable[..., Client], therapist: Person) -> Client:
    return refer(therapist, given_name="Zoë Ana", family_name="O’Brien-Łuk", preferred_name="Zed")


def found(viewer: Person, search: str) -> list[Client]:
    return list(queries.list_for(viewer, search=search))


@pytest.mark.parametrize("typed", [
    "zoe", "ZOË", "zo", "ana", "obrien", "o'brien", "BRIEN", "luk", "Łuk", "zed", "zoe luk", "luk zoe",
    " z  a ", "zoë, o’b", "zoe%",
])  # fmt: skip
def test_any_beginning_finds_whatever_the_case_and_the_accents(zoe: Client, therapist: Person, typed: str) -> None:
    assert found(therapist, typed) == [zoe]


@pytest.mark.parametrize("typed", ["oe", "rien", "zoe xyz", "%", "_", "***", "z_e", "\x00", "' OR 1=1 --"])
def test_what_no_word_begins_with_finds_nobody(zoe: Client, therapist: Person, typed: str) -> None:
    assert found(therapist, typed) == []


def test_the_record_number_finds_with_and_without_its_letter(zoe: Client, therapist: Person) -> None:
    assert found(therapist, zoe.number.lower()) == [zoe]
    assert found(therapist, zoe.number.lstrip("C0")) == [zoe]


def test_nothing_typed_shows_all_by_family_name(refer: Callable[..., Client], therapist: Person) -> None:
    refer(therapist, given_name="Bo", family_name="Zander")
    refer(therapist, given_name="Ås", family_name="Ålund")
    refer(therapist, given_name="Cy", family_name="")
    assert [client.given_name for client in queries.list_for(therapist, search="  ")] == ["Ås", "Cy", "Bo"]


def test_words_stay_in_step_with_the_names(zoe: Client, therapist: Person, now: datetime) -> None:
    actions.change_details(client=zoe, version=zoe.version, given_name="Noor", preferred_name="", by=therapist, at=now)
    assert found(therapist, "zoe") == []
    assert found(therapist, "noor obr") == [zoe]
    words = set(SearchWord.of_chart(zoe.chart_id).values_list("word", flat=True))
    assert {"noor", "brien", "luk"} <= words
    assert not {"zoe", "ana", "zed"} & words


def test_each_sees_their_own(
    zoe: Client, other: Person, desk: Person, head: Person, supervisor: Person, trainee: Person
) -> None:
    assert [len(found(viewer, "zoe")) for viewer in (other, head, trainee, supervisor, desk)] == [0, 0, 0, 1, 1]
    assert [len(found(viewer, "")) for viewer in (other, head, trainee, supervisor, desk)] == [0, 0, 0, 1, 1]


def test_a_status_narrows_and_nonsense_does_not(zoe: Client, therapist: Person) -> None:
    assert list(queries.list_for(therapist, status="referred")) == [zoe]
    assert list(queries.list_for(therapist, search="zoe", status="in_care")) == []
    assert list(queries.list_for(therapist, status="' OR 1")) == [zoe]


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999", "", None])
def test_a_nonsense_page_is_a_page_that_is_there(zoe: Client, therapist: Person, page: Any) -> None:
    assert list(queries.list_for(therapist, page=page)) == [zoe]


def test_past_a_bound_of_matches_one_is_asked_to_type_more(
    monkeypatch: pytest.MonkeyPatch, refer: Callable[..., Client], therapist: Person, desk: Person
) -> None:
    monkeypatch.setattr(finding, "MATCHES", 2)
    for name in ("Ada", "Abe", "Ali", "Bea"):
        refer(therapist, given_name=name, family_name="")
    page = queries.list_for(desk, search="a")
    assert (page.paginator.more, page.paginator.count) == (True, 2)
    page = queries.list_for(desk, search="al")
    assert (page.paginator.more, [client.given_name for client in page]) == (False, ["Ali"])


def test_no_more_than_a_bound_is_counted(
    monkeypatch: pytest.MonkeyPatch, refer: Callable[..., Client], therapist: Person
) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    for name in ("Ada", "Abe", "Ali"):
        refer(therapist, given_name=name, family_name="")
    page = queries.list_for(therapist)
    assert (page.paginator.count, page.paginator.more, len(page)) == (2, True, 2)


@pytest.mark.parametrize(("search", "statements"), [("", 2), ("zo", 3), ("zo br", 3)])
@pytest.mark.parametrize("others", [0, 30])
def test_a_list_costs_the_same_however_long(
    django_assert_num_queries: Any,
    zoe: Client,
    refer: Callable[..., Client],
    therapist: Person,
    search: str,
    statements: int,
    others: int,
) -> None:
    for _ in range(others):
        refer(therapist, given_name="Zora", family_name="Brand")
    with django_assert_num_queries(statements):
        assert [client.chart.public_id for client in queries.list_for(therapist, search=search)]


def test_the_same_person_is_noticed_among_those_one_may_see(
    refer: Callable[..., Client], therapist: Person, other: Person, desk: Person
) -> None:
    born = date(1990, 5, 3)
    known = refer(therapist, family_name="Müller", birth_date=born)
    asked = {"family_name": "MULLER", "birth_date": born}
    assert queries.same_person(therapist, **asked) == [known]
    assert queries.same_person(desk, **asked) == [known]
    assert queries.same_person(other, **asked) == []
    assert queries.same_person(therapist, family_name="Muller", birth_date=None) == []
    assert queries.same_person(therapist, family_name="Miller", birth_date=born) == []


def test_names_come_only_for_charts_one_may_open(zoe: Client, therapist: Person, other: Person) -> None:
    theirs = factories.client(other)
    wanted = [zoe.chart_id, theirs.chart_id, 10**9]
    assert queries.names_of(therapist, wanted) == {zoe.chart_id: zoe}
    assert queries.names_of(therapist, []) == {}
