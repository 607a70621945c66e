"""The pages, as each role meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.models import Client, Precaution, Referral
from pentimento.trust import audit
from pentimento.trust.people.models import Person

BrowserOf = Callable[[Person | None], Browser]


@pytest.fixture
def url(maya: Client) -> Callable[..., str]:
    """The address of a page about Maya."""
    return lambda name, *more: reverse(f"clients:{name}", args=[maya.chart.public_id, *more])


@pytest.fixture
def me(browser_of: BrowserOf, therapist: Person) -> Browser:
    return browser_of(therapist)


# who -> status of list, new, details, referral, consent, form on paper
WHO = {
    "therapist": (200, 200, 200, 200, 200, 200),
    "other": (200, 200, 404, 404, 404, 404),
    "trainee": (200, 403, 404, 404, 404, 404),
    "supervisor": (200, 200, 200, 200, 200, 200),
    "head": (200, 200, 404, 404, 404, 404),
    "desk": (200, 200, 200, 403, 403, 403),
}


@pytest.mark.parametrize("who", WHO)
def test_each_role_opens_what_is_theirs(
    request: pytest.FixtureRequest, browser_of: BrowserOf, url: Callable[..., str], who: str
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    pages = [reverse("clients:list"), reverse("clients:new")]
    pages += [url(name) for name in ("details", "referral", "consent", "consent-form")]
    assert tuple(browser.get(page).status_code for page in pages) == WHO[who]


@pytest.mark.parametrize("name", ["details", "referral", "consent", "precautions", "guardians", "contacts", "team"])
def test_nobody_comes_in_unsigned(browser_of: BrowserOf, url: Callable[..., str], name: str) -> None:
    browser = browser_of(None)
    assert browser.get(url(name)).headers["Location"].startswith(reverse("sign-in"))
    if name != "referral":
        assert browser.post(url(name)).status_code == 401


@pytest.mark.parametrize(("who", "name", "status"), [
    ("other", "precautions", 404), ("head", "precautions", 404), ("supervisor", "precautions", 403),
    ("desk", "precautions", 403), ("other", "guardians", 404), ("supervisor", "guardians", 403),
    ("desk", "contacts", 403), ("supervisor", "contacts", 403), ("other", "details", 404),
    ("supervisor", "details", 403), ("desk", "consent", 403), ("supervisor", "consent", 403), ("other", "consent", 404),
])  # fmt: skip
def test_nobody_writes_in_a_chart_that_is_not_theirs(
    request: pytest.FixtureRequest, browser_of: BrowserOf, url: Callable[..., str], maya: Client,
    who: str, name: str, status: int,
) -> None:  # fmt: skip
    sent = {
        "kind": "risk", "words": "x", "name": "x", "relation": "x", "role": "x", "given_name": "x", "version": "1",
        "acts": ["keep"], "agreed": "yes", "giver": "client", "identity": "named", "starts_on": "2026-01-01",
    }  # fmt: skip
    before = len(audit.readings_of(maya.chart))
    assert browser_of(request.getfixturevalue(who)).post(url(name), sent).status_code == status
    assert len(audit.readings_of(maya.chart)) == before


def test_the_front_desk_reads_names_and_nothing_clinical(
    browser_of: BrowserOf, url: Callable[..., str], maya: Client, therapist: Person, desk: Person, now: Any, today: date
) -> None:
    actions.add_precaution(chart=maya.chart, kind="risk", words="Knows the way out", on=today, by=therapist, at=now)
    page = browser_of(desk).get(url("details")).content.decode()
    assert "Maya Lindqvist" in page
    for hidden in ("Knows the way out", "Sleeps badly", "Consent", "Ines Okafor", "Wall", "glance"):
        assert hidden not in page


def test_a_supervisor_is_told_that_they_read(
    browser_of: BrowserOf, url: Callable[..., str], supervisor: Person, me: Browser
) -> None:
    line = "You are reading as supervisor"
    assert line in browser_of(supervisor).get(url("details")).content.decode()
    assert line not in me.get(url("details")).content.decode()


def test_reading_is_noted(me: Browser, url: Callable[..., str], maya: Client) -> None:
    me.get(url("consent"))
    assert audit.readings_of(maya.chart, limit=1)[0].detail["what"] == "consent"


def test_the_header_costs_four_statements_and_one_at_the_desk(
    django_assert_num_queries: Any, maya: Client, therapist: Person, desk: Person
) -> None:
    with django_assert_num_queries(4):
        header = queries.header_for(therapist, maya.chart, current="consent")
    assert [tab["label"] for tab in header["tabs"] if tab["current"]] == ["Consent"]
    with django_assert_num_queries(1):
        header = queries.header_for(desk, maya.chart)
    assert (header["acts"], header["precautions"]) == ([], [])
    assert [str(tab["label"]) for tab in header["tabs"]] == ["Appointments", "Details"]


def test_the_list_answers_a_live_request_with_its_results_alone(me: Browser, maya: Client) -> None:
    answer = me.get(reverse("clients:list") + "?q=lind", headers={"HX-Request": "true"}).content.decode()
    assert "Maya Lindqvist" in answer
    assert "<html" not in answer
    nobody = me.get(reverse("clients:list") + "?q=" + "%00" * 9 + "x" * 100_000)
    assert "Nobody found" in nobody.content.decode()


REFERRAL = {
    "given_name": "Noor", "family_name": "Rahman", "birth_date": "1990-05-03", "received_on": "2026-01-05",
    "source": "gp", "reason": "Asked for it.", "entry_key": "one-filling-in",
}  # fmt: skip


def test_a_referral_sent_twice_is_one_client(me: Browser, therapist: Person) -> None:
    sent = REFERRAL | {"lead": therapist.public_id}
    first, second = (me.post(reverse("clients:new"), sent) for _ in range(2))
    assert (first.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert len(queries.list_for(therapist)) == 1


def test_a_known_client_is_named_before_a_second_chart_is_opened(
    me: Browser, browser_of: BrowserOf, therapist: Person, other: Person, maya: Client
) -> None:
    twin = REFERRAL | {"family_name": "LINDQVIST", "lead": therapist.public_id, "entry_key": "k2"}
    warned = me.post(reverse("clients:new"), twin)
    assert warned.status_code == 422
    assert maya.number in warned.content.decode()
    strange = browser_of(other).post(reverse("clients:new"), twin | {"lead": other.public_id, "entry_key": "k3"})
    assert strange.status_code == 302, "whoever may not see the client is told nothing"
    assert me.post(reverse("clients:new"), twin | {"somebody_else": "on"}).status_code == 302
    assert len(queries.list_for(therapist, search="lindqvist")) == 2


@pytest.mark.parametrize("wrong", [
    {"given_name": ""}, {"given_name": "x" * 100_000}, {"given_name": "\u202e\u200b"}, {"birth_date": "2999-01-01"},
    {"birth_date": "1492-10-12"}, {"received_on": "2999-01-01"}, {"received_on": "yesterday"}, {"source": "stars"},
    {"lead": "A" * 22}, {"reason": "\x00"}, {"email": "not one"},
])  # fmt: skip
def test_what_cannot_be_comes_back_with_what_was_typed(me: Browser, therapist: Person, wrong: dict[str, str]) -> None:
    answer = me.post(reverse("clients:new"), REFERRAL | {"lead": therapist.public_id} | wrong)
    assert answer.status_code == 422
    assert "Rahman" in answer.content.decode()
    assert len(queries.list_for(therapist)) == 0


def test_the_front_desk_records_a_referral_and_lands_on_details(
    browser_of: BrowserOf, desk: Person, therapist: Person
) -> None:
    answer = browser_of(desk).post(reverse("clients:new"), REFERRAL | {"lead": therapist.public_id}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/details/")
    assert answer.status_code == 200


def test_a_colleague_is_referred_to_without_opening_the_chart(me: Browser, other: Person) -> None:
    answer = me.post(reverse("clients:new"), REFERRAL | {"lead": other.public_id}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("clients:list")
    assert "Rahman" not in answer.content.decode()


def test_two_tabs_see_both_texts(me: Browser, url: Callable[..., str], maya: Client, therapist: Person) -> None:
    typed = {"given_name": "Maya", "family_name": "First", "version": "1"}
    assert me.post(url("details"), typed).status_code == 302
    late = me.post(url("details"), typed | {"family_name": "Second"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Second" in page
    assert "First" in page
    assert 'name="version" value="2"' in page
    assert queries.client_of(therapist, maya.chart).family_name == "First"


def test_a_section_answers_htmx_with_itself_and_a_browser_with_the_page(me: Browser, url: Callable[..., str]) -> None:
    sent = {"kind": "allergy", "words": "Latex"}
    assert me.post(url("precautions"), sent).headers["Location"] == url("details") + "#precautions"
    partial = me.post(url("precautions"), {"kind": "allergy", "words": ""}, headers={"HX-Request": "true"})
    assert partial.status_code == 422
    assert partial.content.decode().lstrip().startswith('<section class="section" id="precautions"')
    assert me.post(url("precautions"), {"words": "x"}).status_code == 422


def test_an_ended_entry_can_be_undone_from_its_notice(me: Browser, url: Callable[..., str], maya: Client) -> None:
    me.post(url("precautions"), {"kind": "allergy", "words": "Latex"})
    entry = Precaution.of_chart(maya.chart_id).get()
    answer = me.post(url("end-precautions", entry.public_id), headers={"HX-Request": "true"}).content.decode()
    undo = url("restore-precautions", entry.public_id)
    assert f'action="{undo}"' in answer
    me.post(undo)
    assert Precaution.of_chart(maya.chart_id).get().ended_on is None


def test_without_script_an_ended_entry_can_be_undone_from_the_page_too(
    me: Browser, url: Callable[..., str], maya: Client
) -> None:
    me.post(url("precautions"), {"kind": "allergy", "words": "Latex"})
    (entry,) = Precaution.of_chart(maya.chart)
    page = me.post(url("end-precautions", entry.public_id), follow=True).content.decode()
    assert f'action="{url("restore-precautions", entry.public_id)}"' in page and ">Undo<" in page


def test_an_entry_of_another_client_is_not_found_under_this_one(
    me: Browser,
    url: Callable[..., str],
    maya: Client,
    refer: Callable[..., Client],
    therapist: Person,
    now: Any,
    today: date,
) -> None:
    second = refer(therapist, given_name="Kit")
    entry = actions.add_precaution(chart=second.chart, kind="risk", words="x", on=today, by=therapist, at=now)
    assert me.post(url("end-precautions", entry.public_id)).status_code == 404
    me.post(url("precautions"), {"kind": "risk", "words": "here", "chart": second.chart.public_id, "chart_id": "9"})
    assert Precaution.of_chart(maya.chart_id).get().words == "here"
    assert Precaution.of_chart(second.chart_id).count() == 1


def test_a_referral_is_decided_on_its_page(me: Browser, url: Callable[..., str], maya: Client, today: date) -> None:
    decide = url("decide", Referral.of_chart(maya.chart_id).get().public_id)
    assert me.post(decide, {"outcome": "declined", "on": today}).status_code == 422
    assert me.post(decide, {"outcome": "accepted", "on": today}).status_code == 302
    assert me.post(decide, {"outcome": "accepted", "on": today}).status_code == 403
    assert "In therapy" in me.get(url("details")).content.decode()


def test_a_colleague_is_let_in_made_lead_and_one_leaves(
    me: Browser, browser_of: BrowserOf, url: Callable[..., str], other: Person, therapist: Person, maya: Client
) -> None:
    assert me.post(url("team"), {"person": "nobody"}).status_code == 422
    assert me.post(url("team"), {"person": other.public_id}).status_code == 302
    assert browser_of(other).get(url("details")).status_code == 200
    assert me.post(url("lead", other.public_id)).status_code == 302
    assert me.post(url("leave-team", therapist.public_id)).headers["Location"] == reverse("clients:list")
    assert me.post(url("leave-team", "A" * 22)).status_code == 404


def test_consent_is_recorded_read_and_taken_back(
    me: Browser, url: Callable[..., str], maya: Client, therapist: Person, today: date
) -> None:
    yes = {
        "acts": ["photograph", "keep"], "agreed": "yes", "giver": "client", "identity": "initials",
        "starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=9),
    }  # fmt: skip
    unasked = "Without it no picture is taken or added."
    assert unasked in me.get(url("consent")).content.decode()
    assert me.post(url("consent"), yes | {"giver": "A" * 22}).status_code == 422
    assert me.post(url("consent"), yes).status_code == 302
    page = me.get(url("consent")).content.decode()
    assert "by initials" in page and unasked not in page
    given = queries.answers_of(therapist, maya.chart, on=today)[1].answers[0]
    back = url("take-back", given.public_id)
    assert me.post(back, {"on": today, "reason": ""}).status_code == 422
    assert me.post(back, {"on": today, "reason": "Rather not.", "witness": "Ben"}).status_code == 302
    assert me.post(back, {"on": today, "reason": "Rather not."}).status_code == 403
    assert "Rather not." in me.get(url("consent")).content.decode()


def test_the_paper_form_has_lines_for_whoever_signs(
    me: Browser, refer: Callable[..., Client], therapist: Person, today: date, now: Any
) -> None:
    kit = refer(therapist, given_name="Kit", birth_date=today - timedelta(days=365 * 9))
    actions.add_guardian(chart=kit.chart, name="Eva", relation="Mother", may_consent=True, by=therapist, at=now)
    page = me.get(reverse("clients:consent-form", args=[kit.chart.public_id])).content.decode()
    for part in ("In the child's own words".replace("'", "&#x27;"), "Eva", "Witness", "Photograph"):
        assert part in page or part.replace("&#x27;", "'") in page


def test_the_next_step_of_somebody_referred_is_to_decide(me: Browser, maya: Client) -> None:
    page = me.get(f"/clients/{maya.chart.public_id}/").content.decode()
    assert "Decide on the referral" in page


def test_what_is_to_be_mended_is_listed_as_it_stands_on_the_page(me: Browser) -> None:
    page = me.post(reverse("clients:new"), {}).content.decode()
    listed = re.findall(r'<li><a href="#(\w+)">', page)
    assert len(listed) >= 3
    places = [page.index(f' id="{field}"') for field in listed]
    assert places == sorted(places)
