"""The pages of grading as a head of service, a member of a panel and the holder of a post meet them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from apps.grading.cast_of_grading import DAY, TODAY, Cast, cast
from core.jobeval.schemes import small
from factories import NOON
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Agreed, Evidence, Judgement, KeptRules, KeptScheme
from pentimento.profession.grading.queries.ledger import Figure
from pentimento.profession.grading.queries.schemes import rules_of, scheme_for, schemes
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.profession.grading.queries.together import together
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def browser(person: Person) -> Browser:
    made = Browser()
    made.force_login(person)
    return made


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def place(name: str, people: Cast, grading: Any, *more: Any) -> str:
    return reverse(f"grading:{name}", args=[people.post.public_id, grading.public_id, *more])


def test_the_principal_profile_shows_the_cell_that_disagrees_and_both_sums(people: Cast) -> None:
    shown = words(browser(people.holder).get(reverse("grading:profile", args=[schemes()[0].mark, "principal"])))
    assert "prints 156 at level 7; the chart says 196" in shown
    assert shown.count("cell-conflict") == 2
    assert "504–555" in shown and "544–595" in shown
    assert "<svg" in shown


def test_a_file_with_a_fault_is_refused_by_row_and_column_and_nothing_is_kept(people: Cast) -> None:
    table = small()
    table["profiles"][0]["cells"][1]["level"] = "3"
    sent = SimpleUploadedFile("scheme.json", json.dumps(table).encode())
    response = browser(people.head).post(reverse("grading:import"), {"file": sent})
    assert response.status_code == 422
    assert "In row 2 of the profile “One”, column level: factor 2 has no level 3; it has 1 to 2." in words(response)
    assert not KeptScheme.objects.exists()


def test_a_scheme_of_another_country_comes_in_once_and_can_be_graded_with(people: Cast) -> None:
    for _turn in range(2):
        sent = SimpleUploadedFile("scheme.json", json.dumps(small()).encode())
        response = browser(people.head).post(reverse("grading:import"), {"file": sent}, follow=True)
        assert "A small scheme" in words(response)
    row = KeptScheme.objects.get()
    grading = actions.open_grading(
        post=people.post, shelved=scheme_for(row.mark), profile="one", by=people.head, at=NOON
    )
    assert [row.factor.label for row in people.sheet(people.head, grading).rows] == ["Knowing", "Doing"]


def test_rules_stay_for_confirmation_until_somebody_says_where_they_stand(people: Cast) -> None:
    mark = schemes()[0].mark
    assert not rules_of(scheme_for(mark)).is_confirmed
    sent = {"max_level_distance": 1, "max_varied_factors": 4, "may_not_vary": ["2"], "panel_least": 3, "panel_most": 4}
    form = {**sent, "appeal_within_days": 90, "source": "Handbook, chapter 12, 2025", "confirmed": "on"}
    browser(people.head).post(reverse("grading:rules", args=[mark]), form)
    found = rules_of(scheme_for(mark))
    assert (found.status, found.max_varied_factors, found.fixed) == ("confirmed", 4, (2,))
    assert KeptRules.objects.get().decided_by == people.head


def test_a_member_gives_a_level_cites_the_description_and_the_panel_agrees(people: Cast) -> None:
    grading = people.opened()
    for seat in seats_of(grading):
        there = browser(seat.person)
        there.post(place("judge", people, grading, 9, seat.public_id), {"levels": "2(a)", "version": 0})
    member = browser(people.panel[0])
    cited = {"kind": "description", "words": "Supervises one trainee each week"}
    assert member.post(place("add-evidence", people, grading, 9), cited).status_code == 302
    agreed = {"levels": "2(a)", "reason": "One trainee.", "version": 0}
    assert member.post(place("agree", people, grading, 9), agreed).status_code == 302
    assert Agreed.of(grading=grading).get().reason == "One trainee."
    assert "paragraph 2" in words(member.get(place("factor", people, grading, 9)))


def test_a_level_that_is_not_there_is_said_beside_the_form_and_nothing_typed_is_lost(people: Cast) -> None:
    grading = people.opened()
    seat = seats_of(grading)[0]
    sent = {"levels": "9", "reason": "Very much so", "version": 0}
    response = browser(people.panel[0]).post(place("judge", people, grading, 9, seat.public_id), sent)
    assert response.status_code == 422
    assert "Factor 9 has no level 9; it has 1 to 6." in words(response)
    assert "Very much so" in words(response)
    assert not Judgement.of(seat=seat).exists()


def test_on_a_phone_a_row_of_the_sheet_is_a_block_whose_figures_carry_their_heads(people: Cast) -> None:
    page = words(browser(people.head).get(place("sheet", people, people.filled(people.opened()))))
    table = page.partition('<table class="table blocks factor-table">')[2].partition("</table>")[0]
    row = table.partition("<tbody>")[2].partition("</tr>")[0]
    assert '<span class="only-blocks">1. </span>' in row
    for head in ("Profile", "Agreed", "Points", "Beside the profile", "Evidence"):
        assert f'data-head="{head}"' in row and f">{head}</th>" in table
    assert "ruler for-phone" in page and "ruler for-page" in page


def test_the_outcome_is_sealed_with_a_password_and_nothing_is_chosen_beforehand(people: Cast) -> None:
    grading = people.filled(people.opened())
    head = browser(people.head)
    page = words(head.get(place("decide", people, grading)))
    assert not re.search(r"name=\"result\"[^>]*checked", page) and "selected>7<" not in page
    sent = {"result": "profile match", "band": "7", "reasons": "All agree", "decided_on": TODAY + DAY}
    response = head.post(place("decide", people, grading), {**sent, "password": "not it"})
    assert response.status_code == 403 and "All agree" in words(response)


def test_hours_of_one_person_reach_the_panel_only_through_that_person(people: Cast) -> None:
    grading = people.opened()
    hours = Figure("session", "Session", 6000, 12000, "2025-06-01", "2026-05-04", own=True)
    offer = {"grading": grading, "factor": 6, "figure": hours, "at": NOON}
    made = actions.offer_figure(by=people.holder, **offer)
    assert "100 h, 50 % of 200 h" in made.words and made.figure["minutes"] == 6000
    with pytest.raises(Exception, match="Only who holds the post"):
        actions.offer_figure(by=people.panel[0], **offer)
    assert browser(people.panel[0]).get(place("offer", people, grading)).status_code == 404
    assert Evidence.of(grading=grading).count() == 1


def test_graded_posts_stand_side_by_side(people: Cast) -> None:
    people.decided(people.filled(people.opened()))
    found = together(people.head, schemes()[0])
    assert [(column.graded.title, column.low, column.outcome.band) for column in found.columns] == [
        ("Art therapist, adults", 493, "7")
    ]
    assert "Art therapist, adults" in words(browser(people.head).get(reverse("grading:consistency")))


def test_the_sheet_prints_with_reasons_and_seal(people: Cast) -> None:
    grading = people.filled(people.opened())
    outcome = people.decided(grading)
    shown = words(browser(people.holder).get(place("print", people, grading)))
    assert outcome.digest in shown and "As it says." in shown
    assert "does not match" not in shown
