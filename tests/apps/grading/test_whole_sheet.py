"""A member of a panel gives every level on one page, and nothing typed there is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from apps.grading.cast_of_grading import Cast, cast
from factories import NOON
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Agreed, Grading, Judgement, Seat
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def grading(people: Cast) -> Grading:
    return people.opened()


def browser(person: Person | None) -> Browser:
    assert person is not None
    made = Browser()
    made.force_login(person)
    return made


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def place(people: Cast, seat: Seat) -> str:
    return reverse("grading:levels", args=[people.post.public_id, seat.grading.public_id, seat.public_id])


def line(factor: int, levels: str, reason: str = "", *, seen: Judgement | None = None) -> dict[str, Any]:
    """What one row sends: what was typed, and what stood there when the page was opened."""
    name, before = f"f{factor}", (seen.levels, seen.reason, seen.version) if seen else ("", "", 0)
    typed = {f"{name}-levels": levels, f"{name}-reason": reason, f"{name}-version": before[2]}
    return typed | {f"initial-{name}-levels": before[0], f"initial-{name}-reason": before[1]}


def given(seat: Seat) -> dict[int, tuple[str, str]]:
    return {row.factor: (row.levels, row.reason) for row in Judgement.of(seat=seat)}


def test_a_member_gives_all_sixteen_levels_at_once_and_corrects_two(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    there = browser(seat.person)
    sent: dict[str, Any] = {}
    for factor, levels in people.levels().items():
        sent |= line(factor, levels, "As the description says.")
    answer = there.post(place(people, seat), sent, follow=True)
    assert "16 factors saved." in words(answer)
    assert {factor: said for factor, (said, _why) in given(seat).items()} == people.levels()
    rows = {row.factor: row for row in Judgement.of(seat=seat)}
    changed = {}
    for factor, row in rows.items():
        changed |= line(factor, {9: "3", 16: "3(b)"}.get(factor, row.levels), row.reason, seen=row)
    assert "2 factors saved." in words(there.post(place(people, seat), changed, follow=True))
    assert (given(seat)[9][0], given(seat)[16][0]) == ("3", "3(b)")
    assert [row.version for row in Judgement.of(seat=seat, factor__in=(1, 9))] == [1, 2]


def test_a_sheet_half_filled_is_kept_and_blank_rows_say_nothing(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    browser(seat.person).post(place(people, seat), line(1, "5") | line(2, "") | line(9, "2(a), 4", "Some weeks"))
    assert given(seat) == {1: ("5", ""), 9: ("2(a), 4", "Some weeks")}


def test_rows_that_are_wrong_are_named_and_every_typed_word_stays(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    sent = line(1, "5", "Right") | line(9, "9", "Very much so") | line(11, "", "Reason alone")
    answer = browser(seat.person).post(place(people, seat), sent)
    assert answer.status_code == 422
    page = words(answer)
    assert "Factor 9 has no level 9; it has 1 to 6." in page
    assert "There is a reason here and no level." in page
    assert 'href="#id_f9-levels"' in page and 'href="#id_f11-levels"' in page and 'href="#id_f1-levels"' not in page
    assert all(typed in page for typed in ("Very much so", "Reason alone", "Right"))
    assert given(seat) == {}


def test_a_level_once_given_is_changed_and_not_left_out(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    kept = actions.judge(seat=seat, factor=1, levels="5", reason="So", version=0, by=seat.person, at=NOON)
    answer = browser(seat.person).post(place(people, seat), line(1, "", "", seen=kept))
    assert answer.status_code == 422 and "can be changed, not left out" in words(answer)
    assert given(seat) == {1: ("5", "So")}


def test_a_save_elsewhere_is_shown_and_laid_over_only_knowingly(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    judged: dict[str, Any] = {"seat": seat, "by": seat.person, "at": NOON}
    seen = actions.judge(factor=9, levels="2(a)", reason="At first", version=0, **judged)
    actions.judge(factor=9, levels="4", reason="On the other device", version=1, **judged)
    there = browser(seat.person)
    mine = line(9, "3", "On this one", seen=seen) | line(1, "5", "Also mine")
    answer = there.post(place(people, seat), mine)
    page = words(answer)
    assert answer.status_code == 409
    assert all(said in page for said in ("On the other device", "On this one", "Also mine"))
    assert given(seat) == {9: ("4", "On the other device")}
    assert 'name="f9-version" value="2"' in page
    again = mine | {"f9-version": 2, "initial-f9-levels": "4", "initial-f9-reason": "On the other device"}
    assert there.post(place(people, seat), again).status_code == 302
    assert given(seat) == {9: ("3", "On this one"), 1: ("5", "Also mine")}


def test_a_row_nobody_touched_leaves_what_was_saved_elsewhere(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    judged: dict[str, Any] = {"seat": seat, "by": seat.person, "at": NOON}
    seen = actions.judge(factor=9, levels="2(a)", reason="At first", version=0, **judged)
    actions.judge(factor=9, levels="4", reason="Elsewhere", version=1, **judged)
    sent = line(9, "2(a)", "At first", seen=seen) | line(1, "5")
    assert browser(seat.person).post(place(people, seat), sent).status_code == 302
    assert given(seat) == {9: ("4", "Elsewhere"), 1: ("5", "")}


def test_nobody_fills_in_anothers_sheet_but_for_a_member_without_an_account(people: Cast, grading: Grading) -> None:
    seat, other, _third = seats_of(grading)
    assert browser(other.person).get(place(people, seat)).status_code == 403
    assert browser(people.head).get(place(people, seat)).status_code == 403
    assert browser(people.holder).post(place(people, seat), line(1, "5")).status_code in {403, 404}
    guest = actions.take_seat(grading=grading, person=None, name="Una", side="outside", by=people.head, at=NOON)
    assert "All levels of Una" in words(browser(people.head).get(place(people, guest)))
    browser(people.head).post(place(people, guest), line(1, "5", "By telephone"))
    assert given(guest) == {1: ("5", "By telephone")}


def test_a_decided_grading_takes_no_sheet_and_loses_no_word_of_it(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    people.decided(people.filled(grading))
    answer = browser(seat.person).post(place(people, seat), line(1, "6", "Too late"))
    assert answer.status_code == 409
    assert "This grading is decided and sealed" in words(answer) and "Too late" in words(answer)


def test_the_agreed_level_is_offered_with_every_letter_the_members_gave(people: Cast, grading: Grading) -> None:
    for seat, levels in zip(seats_of(grading), ("2(a)", "2(b)", "4(c)"), strict=True):
        actions.judge(seat=seat, factor=9, levels=levels, reason="", version=0, by=seat.person, at=NOON)
    page = words(
        browser(people.panel[0]).get(reverse("grading:factor", args=[people.post.public_id, grading.public_id, 9]))
    )
    assert 'value="2(a)(b), 4(c)"' in page


def test_after_a_conflict_on_one_factor_the_words_can_be_sent_again(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    judged: dict[str, Any] = {"seat": seat, "by": seat.person, "at": NOON}
    actions.judge(factor=9, levels="2(a)", reason="", version=0, **judged)
    actions.judge(factor=9, levels="4", reason="", version=1, **judged)
    address = reverse("grading:judge", args=[people.post.public_id, grading.public_id, 9, seat.public_id])
    answer = browser(seat.person).post(address, {"levels": "3", "reason": "Mine", "version": 1})
    assert answer.status_code == 409
    assert 'name="version" value="2"' in words(answer)


def agreement(people: Cast, grading: Grading) -> str:
    return reverse("grading:agreement", args=[people.post.public_id, grading.public_id])


def test_all_that_was_agreed_is_written_down_on_one_page_with_its_reasons(people: Cast, grading: Grading) -> None:
    for factor, levels in people.levels().items():
        for seat in seats_of(grading):
            actions.judge(seat=seat, factor=factor, levels=levels, reason="", version=0, by=seat.person, at=NOON)
    member = browser(people.panel[1])
    assert 'value="4(b)"' in words(member.get(agreement(people, grading)))
    sent: dict[str, Any] = {}
    for factor, levels in people.levels().items():
        sent |= line(factor, levels, "As it says.") | {f"initial-f{factor}-levels": levels}
    assert "16 factors saved." in words(member.post(agreement(people, grading), sent, follow=True))
    found = people.sheet(people.head, grading)
    assert found.unsettled == [] and found.row(14).agreed is not None
    assert Agreed.of(grading=grading).count() == 16
    without = line(9, "3", "", seen=Agreed.of(grading=grading, factor=9).get())
    refused = member.post(agreement(people, grading), without)
    assert refused.status_code == 422 and "Write the reason for this level" in words(refused)


def test_nothing_is_agreed_on_one_page_before_every_member_has_given_a_level(people: Cast, grading: Grading) -> None:
    seat = seats_of(grading)[0]
    actions.judge(seat=seat, factor=9, levels="3", reason="", version=0, by=seat.person, at=NOON)
    answer = browser(people.panel[0]).post(agreement(people, grading), line(9, "3", "Too soon"))
    assert answer.status_code == 422 and "Still without one" in words(answer) and "Too soon" in words(answer)
    assert not Agreed.of(grading=grading).exists()
    assert browser(people.holder).get(agreement(people, grading)).status_code == 403
    assert browser(people.stranger).get(agreement(people, grading)).status_code == 404
