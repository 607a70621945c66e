"""People say where they stand before their supervisor does; the picture holds no words and adds nothing up."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.portfolio.cast_of_portfolio import child, framework, item, pair, uuid, waiting_claim
from factories import NOON, person
from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.profession.portfolio.actions import assessments
from pentimento.profession.portfolio.actions.claims import verify
from pentimento.profession.portfolio.models import Reading
from pentimento.profession.portfolio.queries import gaps, people

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def test_the_own_view_comes_first() -> None:
    owner, supervisor = pair()
    statement = item(framework())
    with pytest.raises(Refused, match="own view comes first"):
        assessments.add_view(owner=owner, said={statement: ("alone", "")}, by=supervisor, at=NOON)
    assessments.say_where_i_stand(said={statement: ("supported", "With Sue beside me.")}, by=owner, at=NOON)
    assessments.add_view(owner=owner, said={statement: ("alone", "")}, by=supervisor, at=NOON)
    place = gaps.places_of([owner], statement.version, today=TODAY)[owner.pk, statement.pk]
    assert (place.own, place.other, place.differs) == ("supported", "alone", True)


def test_only_the_supervisor_of_today_adds_a_view() -> None:
    owner, _supervisor = pair()
    statement = item(framework())
    assessments.say_where_i_stand(said={statement: ("alone", "")}, by=owner, at=NOON)
    for other in (person("supervisor"), person("head")):
        with pytest.raises(Refused, match="Only somebody's supervisor"):
            assessments.add_view(owner=owner, said={statement: ("alone", "")}, by=other, at=NOON)


def test_a_later_view_is_a_new_row_and_the_same_again_is_none() -> None:
    owner, _supervisor = pair()
    statement = item(framework())
    assessments.say_where_i_stand(said={statement: ("not_yet", "")}, by=owner, at=NOON)
    assert not assessments.say_where_i_stand(said={statement: ("not_yet", "")}, by=owner, at=NOON)
    assessments.say_where_i_stand(said={statement: ("supported", "")}, by=owner, at=NOON)
    rows = Reading.scoped(owner).filter(item=statement).order_by("pk")
    assert [(row.standing, row.is_current) for row in rows] == [("not_yet", False), ("supported", True)]


def test_the_page_of_a_statement_lists_the_own_view_above_the_supervisors(client) -> None:
    owner, supervisor = pair()
    statement = item(framework())
    assessments.say_where_i_stand(said={statement: ("not_yet", "Not tried.")}, by=owner, at=NOON - timedelta(days=2))
    assessments.say_where_i_stand(said={statement: ("supported", "Beside me.")}, by=owner, at=NOON - timedelta(days=1))
    assessments.add_view(owner=owner, said={statement: ("alone", "I saw it.")}, by=supervisor, at=NOON)
    client.force_login(owner)
    page = client.get(reverse("portfolio:statement", args=[statement.public_id])).content.decode()
    said = [page.index(words) for words in ("Beside me.", "I saw it.", "Not tried.")]
    assert said == sorted(said)


def test_a_grade_is_not_a_way_to_stand() -> None:
    owner, _supervisor = pair()
    with pytest.raises(Invalid, match="four ways"):
        assessments.say_where_i_stand(said={item(framework()): ("good", "")}, by=owner, at=NOON)


def test_whose_picture_is_open_to_whom() -> None:
    owner, supervisor = pair()
    head, other = person("head"), person("therapist")
    assert people.person_for(supervisor, owner.public_id) == owner
    assert people.person_for(head, owner.public_id) == owner
    with pytest.raises(NotFound):
        people.person_for(other, owner.public_id)
    with pytest.raises(NotFound):
        people.supervisee_for(head, owner.public_id)


def test_words_stay_between_the_owner_and_the_supervisor() -> None:
    owner, supervisor = pair()
    statement = item(framework())
    assessments.say_where_i_stand(said={statement: ("supported", "I freeze.")}, by=owner, at=NOON)
    assert Reading.scoped(supervisor).filter(words="I freeze.").exists()
    for other in (person("head"), person("therapist"), person("front_desk")):
        assert not Reading.scoped(other).exists()


def test_the_picture_says_every_mark_in_words_and_draws_the_claim() -> None:
    owner, supervisor = pair()
    version = framework()
    claim = waiting_claim(owner, supervisor, version)
    verify(claim=claim, comment="", years=1, by=supervisor, at=NOON)
    columns, rows = gaps.picture_of(owner, version, today=TODAY)
    assert columns == ["entry", "No level"]
    marks = [mark for row in rows for cell in row.cells for mark in cell]
    assert [mark.claim for mark in marks] == ["verified", ""]
    assert "Thea Holm: not said" in marks[0].label and "Claim verified" in marks[0].label


def test_on_the_page_every_mark_is_a_link_with_its_words_and_every_cell_names_its_level(client) -> None:
    owner = person("therapist", name="<i>Thea")
    statement = item(framework())
    client.force_login(owner)
    page = client.get(reverse("portfolio:gaps")).content.decode()
    there = reverse("portfolio:statement", args=[statement.public_id])
    found = re.search(
        rf'<td data-head="entry"><div class="marks"><a class="gap" href="{there}" aria-label="([^"]+)"', page
    )
    assert found is not None and "&lt;i&gt;Thea: not said" in found[1]
    assert "<i>Thea" not in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="gap-mark"' in page and "&lt;svg" not in page
    assert "<text" not in page  # a name in a drawing can neither wrap nor grow with the letters


def test_the_team_page_gives_a_broad_grid_the_width_of_the_page(client) -> None:
    heading = {"identifier": uuid(1), "fullStatement": "Holding", "CFItemType": "Domain"}
    many = [{"identifier": uuid(n), "fullStatement": f"Does {n}.", "educationLevel": ["entry"]} for n in range(2, 14)]
    framework(items=[heading, *many], ties=[child(n + 50, n, 1) for n in range(2, 14)])
    client.force_login(person("head"))
    page = client.get(reverse("portfolio:team")).content.decode()
    assert '<section class="section broad">' in page and page.count('class="gap"') == 12


def test_the_team_is_drawn_with_the_same_few_statements_however_many_people(django_assert_num_queries) -> None:
    version = framework()
    some = [person("therapist") for _ in range(3)]
    with django_assert_num_queries(5):
        gaps.team_pictures(some, version, today=TODAY)
    more = [*some, *(person("therapist") for _ in range(4))]
    with django_assert_num_queries(5):
        pictures = gaps.team_pictures(more, version, today=TODAY)
    assert all(len(rows) == 7 for _section, _columns, rows in pictures)
