"""What the pages of measures show, take and refuse."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from apps.outcomes.cast_of_outcomes import CALM, WORRYING, address, given, in_care, signed_in, typed
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.clients.models import Client
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.models import Giving
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db


def text(browser: Browser, url: str, **more: str) -> str:
    """A page's words, its white space folded."""
    response = browser.get(url, **more)  # type: ignore[arg-type]
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def running(client: Client, therapist: Person) -> Encounter:
    """A session opened just now."""
    return factories.encounter(client, therapist, opened_at=timezone.now() - timedelta(minutes=5))


PAGES: list[tuple[str, list[int | None], list[str], list[str]]] = [
    ("phq-9", CALM, ['<b class="num">8</b>', "calls “mild”", "below the published cut of 10"], ["Talk about safety"]),
    ("phq-9", WORRYING, ["calls “moderately severe”", "at or above the published cut", "Talk about safety"], []),
    ("phq-9", [*CALM[:8], None], ["9", "Prorated", "Item 9 self-harm was left out"], ["Talk about safety"]),
    (
        "phq-9",
        [None] * 3 + CALM[3:],
        ["No total", "3 answers are missing", "Unknown is not zero"],
        ["the publisher calls"],
    ),
    ("gad-7", [3] * 7, ["calls “severe”", "gad-7/1"], ["self-harm"]),
]


@pytest.mark.parametrize(("key", "answers", "shown", "not_shown"), PAGES)
def test_the_page_of_a_measure_tells_what_the_answers_come_to(
    key: str, answers: list[int | None], shown: list[str], not_shown: list[str]
) -> None:
    therapist, client = in_care()
    row = given(client, therapist, answers, instrument=key)
    page = text(signed_in(therapist), address(client, "given", row.public_id))
    assert [words for words in shown if words not in page] == []
    assert [words for words in not_shown if words in page] == []


def test_a_change_stands_with_noise_threshold_population_and_source() -> None:
    therapist, client = in_care()
    given(client, therapist, [3] * 8 + [0], given_on=timezone.localdate(), at=timezone.now())
    row = given(client, therapist, CALM, given_on=timezone.localdate(), at=timezone.now())
    page = text(signed_in(therapist), address(client, "given", row.public_id))
    for words in (
        "−16",
        "Up to 5.06 points",
        "6 points or more",
        "Gyani",
        "adults in psychological",
        "Higher is worse",
    ):
        assert words in page, words


def test_a_paper_sheet_is_kept_and_read() -> None:
    therapist, client = in_care()
    browser, sheet = signed_in(therapist), typed(CALM)
    assert "data-digits" in text(browser, address(client, "phq-9", "give"))
    for _ in range(2):
        response = browser.post(address(client, "phq-9", "give"), sheet)
        row = Giving.scoped(therapist).get()
        assert response.headers["Location"] == address(client, "given", row.public_id)
    assert (row.answers, row.mode, row.encounter) == (CALM, "paper", None)


def test_a_measure_given_in_the_room_leads_back_to_the_room_unless_safety_comes_first() -> None:
    therapist, client = in_care()
    browser, session = signed_in(therapist), running(client, therapist)
    url = f"{address(client, 'phq-9', 'give')}?session={session.public_id}"
    assert browser.post(url, typed(CALM)).headers["Location"].endswith(f"/sessions/{session.public_id}/room/")
    assert "/measures/given/" in browser.post(url, typed(WORRYING)).headers["Location"]
    assert queries.scores_of_session(therapist, session)[0].encounter_id == session.pk


SLIPS: list[tuple[dict[str, str], int, str]] = [
    ({"item_3": ""}, 422, "3 sleep"),
    ({"item_3": "7"}, 422, "3 sleep"),
    ({"item_1": "0" * 5000}, 422, "1 interest"),
    ({"given_on": "2999-01-01"}, 422, "lies in the future"),
    ({"given_on": "1066-10-14"}, 422, "Check the year"),
    ({"given_on": "yesterday"}, 422, "Filled in on"),
    ({"entry_key": "<script>"}, 422, "did not come from Pentimento"),
    ({"entry_key": "x" * 400}, 422, "mend"),
    ({"entry_key": ""}, 422, "mend"),
]


@pytest.mark.parametrize(("slip", "status", "words"), SLIPS)
def test_a_slip_is_told_and_nothing_is_kept_or_lost(slip: dict[str, str], status: int, words: str) -> None:
    therapist, client = in_care()
    response = signed_in(therapist).post(address(client, "phq-9", "give"), {**typed([3] * 9), **slip})
    page = response.content.decode()
    assert (response.status_code, words in page) == (status, True)
    assert page.count(" checked") >= 8  # every answer that was right is still chosen
    assert not Giving.scoped(therapist).exists()


def test_the_same_form_with_other_answers_answers_409() -> None:
    therapist, client = in_care()
    browser, sheet = signed_in(therapist), typed(CALM)
    browser.post(address(client, "phq-9", "give"), sheet)
    response = browser.post(address(client, "phq-9", "give"), {**sheet, "item_1": "3"})
    assert (response.status_code, "kept already" in response.content.decode()) == (409, True)


def test_what_was_done_is_recorded_on_its_page() -> None:
    therapist, client = in_care()
    given(client, therapist, WORRYING)
    (prompt,) = queries.open_prompts_for(therapist)
    browser, url = signed_in(therapist), address(client, "safety", prompt.public_id)
    assert "Record what was done" in text(browser, url)
    assert browser.post(url, {"what_was_done": "   "}).status_code == 422
    assert browser.post(url, {"what_was_done": "Asked <b>openly</b>."}).status_code == 302
    assert "Asked &lt;b&gt;openly&lt;/b&gt;." in text(browser, url)
    second = browser.post(url, {"what_was_done": "My other words"})
    assert second.status_code == 409 and "My other words" in second.content.decode()


def test_a_correction_shows_both_entries() -> None:
    therapist, client = in_care()
    row = given(client, therapist, WORRYING)
    browser = signed_in(therapist)
    url = address(client, "given", row.public_id, "correct")
    assert "Keep the correction" in text(browser, url)
    response = browser.post(url, typed(CALM))
    assert "Entries this one replaced" in text(browser, response.headers["Location"])
    assert "no longer counts" in text(browser, address(client, "given", row.public_id))
    assert browser.get(url).status_code == 409
    assert browser.post(url, typed([0] * 9)).status_code == 409


def test_the_measures_of_a_client_are_drawn_and_listed() -> None:
    therapist, client = in_care()
    browser, url = signed_in(therapist), address(client)
    assert "No measure yet" in text(browser, url)
    running(client, therapist)
    for days, answers in ((60, [3] * 8 + [0]), (30, CALM), (0, [0] * 9)):
        day = timezone.localdate() - timedelta(days=days)
        given(client, therapist, answers, given_on=day, at=timezone.now())
    page = text(browser, url)
    assert 'data-lane="scores"' in page and 'data-lane="sessions"' in page and "&lt;svg" not in page
    assert "−16" in page and "Reliably improved, and from the clinical side" in page
    narrow = text(browser, f"{url}?from=1999-99-99&to=nonsense&width=²")
    assert "thread-svg" in narrow


def test_works_lie_beside_the_scores_whose_scale_has_figures() -> None:
    therapist, client = in_care()
    given(client, therapist, CALM, given_on=timezone.localdate(), at=timezone.now())
    assert 'data-lane="works"' not in text(signed_in(therapist), address(client))
    made = {"chart": client.chart, "made_on": timezone.localdate(), "added_by": therapist, "added_at": timezone.now()}
    work = Artwork.add(title="Shore", **made)
    page = text(signed_in(therapist), address(client))
    assert 'data-lane="works"' in page and f"/works/{work.public_id}/" in page and "Shore" in page
    figures = re.findall(r'<text class="figure"[^>]*>(\d+)</text>', page)
    assert figures == ["27", "20", "15", "10", "5", "0"]


BETWEEN = [1, 1, 1, 1, 0, 0, 0, 0, None]  # PHQ-9: 4 of 8 answered items, prorated 4.5


def test_a_prorated_total_is_told_as_one_with_the_rule_by_which_its_band_was_decided() -> None:
    therapist, client = in_care()
    browser = signed_in(therapist)
    before = given(
        client, therapist, [2] * 7 + [1, None], given_on=timezone.localdate() - timedelta(days=9), at=timezone.now()
    )
    row = given(client, therapist, BETWEEN, given_on=timezone.localdate(), at=timezone.now())
    assert (before.total, row.total) == (16.88, 4.5)
    page = text(browser, address(client, "given", row.public_id))
    assert '<b class="num">4.5</b>' in page and "of 27, prorated from 8 of 9 items" in page
    assert "calls “minimal”" in page and "“mild” begins at 5, and 4.5 has not reached it." in page
    assert "points, from 16.9 to 4.5" in page and "−12.4" in page
    listed = text(browser, address(client))
    for words in (page, listed):
        assert "16.88" not in words and "4.50" not in words and "12.38" not in words
    assert listed.count("Prorated from 8 of 9 items") == 2 and "prorated from 8 of 9 items" in listed
    kept = browser.post(address(client, "phq-9", "give"), typed([2] * 7 + [1, None]), follow=True).content.decode()
    assert "PHQ-9 kept: 16.9 of 27, prorated from 8 of 9 items." in kept


def test_a_score_has_one_column_and_says_in_words_how_it_was_reckoned() -> None:
    therapist, client = in_care()
    given(client, therapist, WORRYING, given_on=timezone.localdate() - timedelta(days=9), at=timezone.now())
    row = given(client, therapist, CALM, given_on=timezone.localdate(), at=timezone.now())
    page = text(signed_in(therapist), address(client, "given", row.public_id))
    assert "<aside" not in page and "<code>" not in page and "reliable-change/1" not in page
    assert "Reliable change after Jacobson and Truax (1991), version 1; scoring of the PHQ-9, version 1" in page
    assert "Scoring of the PHQ-9, version 1" in page


def test_a_plan_is_made_ended_and_taken_back_on_the_page() -> None:
    therapist, client = in_care()
    browser, tomorrow = signed_in(therapist), timezone.localdate() + timedelta(days=1)
    url = address(client, "phq-9", "plan")
    assert browser.post(url, {"every_weeks": "0", "next_due": "2001-01-01"}).status_code == 422
    assert browser.post(url, {"every_weeks": "4", "next_due": "2001-01-01"}).status_code == 422
    assert browser.post(url, {"every_weeks": "4", "next_due": tomorrow.isoformat()}).status_code == 302
    row = queries.schedules_of(therapist, client.chart)["phq-9"].schedule
    assert "Every 4 weeks" in text(browser, address(client))
    assert client.name in text(browser, "/measures/")
    browser.post(address(client, "plans", row.public_id, "end"))
    assert f"plans/{row.public_id}/resume/" in text(browser, address(client))
    browser.post(address(client, "plans", row.public_id, "resume"))
    assert "phq-9" in queries.schedules_of(therapist, client.chart)


def test_the_room_is_handed_the_measures_of_its_session() -> None:
    therapist, client = in_care()
    session = running(client, therapist)
    today = timezone.localdate()
    actions.schedule(
        chart=client.chart, instrument="gad-7", every_weeks=4, next_due=today, by=therapist, at=timezone.now()
    )
    given(client, therapist, WORRYING, encounter=session, given_on=today, at=timezone.now())
    url = f"/clients/{client.chart.public_id}/sessions/{session.public_id}/measures/"
    partial = signed_in(therapist).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial and "17 of 27" in " ".join(partial.split()) and "Talk about safety" in partial
    assert partial.index("Give GAD-7") < partial.index("Give PHQ-9")
    assert "<html" in text(signed_in(therapist), url)


def every_address(client: Client, therapist: Person) -> tuple[list[str], list[str]]:
    """Addresses that are read, and addresses that change something."""
    session = factories.encounter(client, therapist)
    row = given(client, therapist, WORRYING, encounter=session)
    plan = actions.schedule(
        chart=client.chart,
        instrument="phq-9",
        every_weeks=4,
        next_due=timezone.localdate(),
        by=therapist,
        at=timezone.now(),
    )
    (prompt,) = queries.open_prompts_for(therapist)
    reading = [
        address(client),
        address(client, "given", row.public_id),
        address(client, "safety", prompt.public_id),
        f"/clients/{client.chart.public_id}/sessions/{session.public_id}/measures/",
    ]
    writing = [
        address(client, "phq-9", "give"),
        address(client, "phq-9", "plan"),
        address(client, "given", row.public_id, "correct"),
        address(client, "plans", plan.public_id, "end"),
        address(client, "plans", plan.public_id, "resume"),
    ]
    return reading, writing


def test_roles_see_and_do_what_they_should() -> None:
    therapist, client = in_care()
    reading, writing = every_address(client, therapist)
    supervisor, stranger, desk = (factories.person(role) for role in ("supervisor", "therapist", "front_desk"))
    factories.supervise(supervisor, therapist)
    for url in reading:
        assert signed_in(supervisor).get(url).status_code == 200, url
        assert signed_in(stranger).get(url).status_code == 404, url
        assert signed_in(desk).get(url).status_code == 403, url
    sheet = {**typed(CALM), "every_weeks": "4", "next_due": timezone.localdate().isoformat()}
    held = list(Giving.scoped(therapist))
    for url in writing:
        assert signed_in(supervisor).post(url, sheet).status_code in {403, 422}, url
        assert signed_in(stranger).post(url, sheet).status_code == 404, url
        assert signed_in(desk).post(url, sheet).status_code == 403, url
    assert list(Giving.scoped(therapist)) == held
    assert "Give PHQ-9" not in text(signed_in(supervisor), address(client))
    assert signed_in(desk).get("/measures/").status_code == 403


def test_an_id_of_another_client_opens_nothing() -> None:
    therapist, client = in_care()
    mine = factories.client(therapist)
    reading, writing = every_address(client, therapist)
    swapped = [url.replace(client.chart.public_id, mine.chart.public_id) for url in reading[1:] + writing[2:]]
    browser = signed_in(therapist)
    for url in swapped:
        assert {browser.get(url).status_code, browser.post(url).status_code} <= {404, 405}, url
    foreign = Encounter.scoped(therapist).filter(chart=client.chart).get()
    for words in (foreign.public_id, "x", "../../etc", "\x00"):
        assert (
            browser.post(f"{address(mine, 'phq-9', 'give')}", typed(CALM), QUERY_STRING=f"session={words}").status_code
            == 404
        )
    assert browser.get(address(mine, "core-10", "give")).status_code == 404


def test_pages_cost_the_same_however_much_was_given(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    therapist, client = in_care()
    browser = signed_in(therapist)
    for n in range(12):
        given(client, therapist, [n % 4] * 9, given_on=timezone.localdate() - timedelta(days=n), at=timezone.now())
    row = given(client, therapist, CALM)
    browser.get(address(client))
    with django_assert_max_num_queries(24):
        browser.get(address(client))
    with django_assert_max_num_queries(24):
        browser.get(address(client, "given", row.public_id))
    for n in range(8):
        actions.schedule(
            chart=factories.client(therapist).chart,
            instrument="gad-7",
            every_weeks=n + 1,
            next_due=timezone.localdate(),
            by=therapist,
            at=timezone.now(),
        )
    with django_assert_max_num_queries(8):
        browser.get("/measures/")
