"""What a report's page says and shows while it is written, and where it puts the cursor."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

import factories
from apps.artworks.cast_of_artworks import hung
from apps.records.reports.cast_of_reports import AT, first, put_right, report_on
from pentimento.practice.records import actions
from pentimento.practice.records.rules.reports import sentence_in, sentences_in

from .test_pages import address, now, signed_in, typed

pytestmark = pytest.mark.django_db


def newest(report: Any) -> str:
    return max((one["id"] for one in sentences_in(now(report).body)), key=lambda key: int(key[1:]))


def test_other_days_are_asked_for_once_and_under_one_name(client: Any, therapist: Any) -> None:
    url = reverse("records:report-new", args=[client.chart.public_id])
    page = signed_in(therapist).get(url).content.decode()
    assert (
        page.count("Other days") == 1 and "<details" not in page.partition('name="period"')[2].partition("</form>")[0]
    )
    chosen = signed_in(therapist).post(url, {"kind": "progress", "period": "other", "entry_key": "k" * 22})
    assert "Give the first and the last day." in chosen.content.decode()


def test_an_added_sentence_is_a_visible_field_with_the_cursor_in_it(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    there = browser.post(address(report, "report-save"), typed(report, do="add:opinion")).headers["Location"]
    key = there.partition("#")[2]
    areas = browser.get(there).content.decode().split("<textarea")
    head = next(area for area in areas if f'name="text-{key}"' in area).partition(">")[0]
    assert f'id="{key}"' in head, "the address leads into the field itself, so that the cursor stands in it"
    assert "data-new" in head and 'placeholder="Write the sentence here"' in head


def test_a_report_with_a_sentence_nobody_wrote_is_not_sealed_unseen(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    browser.post(address(report, "report-save"), typed(report, do="add:opinion"))
    answer = browser.post(address(report, "report-sign"), typed(now(report), password=factories.PASSWORD))
    page = answer.content.decode()
    assert answer.status_code == 422 and not now(report).is_signed
    assert "still empty. Write it, or take it out" in page and f'href="#{newest(report)}"' in page
    browser.post(address(report, "report-save"), typed(now(report), do=f"remove:{newest(report)}"))
    again = browser.post(address(report, "report-sign"), typed(now(report), password=factories.PASSWORD))
    assert again.status_code == 302 and now(report).is_signed


def test_works_are_recognised_where_evidence_is_chosen_and_shown(client: Any, therapist: Any) -> None:
    work = hung(client, therapist, title="", titled_by_client=False, media="Ink", made_on=date(2026, 5, 2))
    report = report_on(client, therapist)
    browser, key = signed_in(therapist), first(report, "artwork")["id"]
    thumb = reverse("artworks:work", args=[client.chart.public_id, work.public_id]) + "picture"
    for url in (address(report, "report-evidence", key), address(report)):
        page = browser.get(url).content.decode()
        assert "Untitled, ink" in page and ">Untitled<" not in page
        assert f'<img src="{thumb}/' in page
    picker = browser.get(address(report, "report-evidence", key)).content.decode()
    assert 'label for="evidence-q"' in picker and 'label for="evidence-kind"' in picker


def test_a_refused_seal_opens_at_what_is_wrong_and_leads_to_each_sentence(report: Any, therapist: Any) -> None:
    one, two = first(report, "attendance")["id"], first(report, "goals")["id"]
    sent = typed(report, **{f"text-{one}": "99 sessions were held.", f"text-{two}": "It was rated on 1 May 2020."})
    page = signed_in(therapist).post(address(report, "report-sign"), sent | {"password": factories.PASSWORD})
    summary = page.content.decode().partition("error-summary")[2].partition("</div>")[0]
    assert "Not sealed: 2 sentences do not stand yet" in summary and "data-focus" in summary
    assert summary.count("<li>") == 2
    assert f'<a href="#{one}">Sentence 1 (a number): <span class="written">99 sessions were held.</span>' in summary
    assert f'<a href="#{two}">' in summary and "(a date)" in summary
    assert page.context["password"].errors == {}, "nothing is wrong with the password"


def test_a_wrong_password_is_said_at_the_top_with_the_cursor_and_a_link(report: Any, therapist: Any) -> None:
    sent = typed(report, password="wrong")
    page = signed_in(therapist).post(address(report, "report-sign"), sent).content.decode()
    summary = page.partition("error-summary")[2].partition("</div>")[0]
    assert "data-focus" in summary and 'href="#id_password"' in summary and "not your password" in summary


def test_a_score_corrected_after_sealing_says_what_it_is_now_and_leads_there(report: Any, therapist: Any) -> None:
    actions.sign_report(report=report, by=therapist, at=AT)
    right = put_right(report, therapist, 14, 16)
    page = signed_in(therapist).get(address(report)).content.decode()
    there = reverse("outcomes:giving", args=[report.chart.public_id, right.public_id])
    assert f'<a href="{there}">Corrected since: 16</a> (Measure, 29 June 2026)' in page
    assert f'<a class="mark" data-tone="due" href="{there}">Corrected since: 16</a>' in page
    assert "Taken back since" not in page and "Seal whole" in page


def test_a_draft_cites_the_corrected_score_once_asked(report: Any, therapist: Any) -> None:
    browser, key = signed_in(therapist), first(report, "measures")["id"]
    right = put_right(report, therapist, 16)
    assert (
        "was corrected since: Measure, 29 June 2026, now 16. Cite it" in browser.get(address(report)).content.decode()
    )
    browser.post(address(report, "report-save"), typed(report, do=f"refresh:{key}"))
    assert right.public_id in {one["id"] for one in sentence_in(now(report).body, key)["evidence"]}


def test_a_sentence_marked_as_opinion_says_at_once_that_its_words_must_change_too(report: Any, therapist: Any) -> None:
    browser, key = signed_in(therapist), first(report, "opinion")["id"]
    evidence = first(report, "opinion")["evidence"][0]
    browser.post(address(report, "report-save"), typed(report, do=f"detach:{key}:{evidence['kind']}:{evidence['id']}"))

    def said(stance: str, words: str) -> str:
        sent = typed(now(report), **{f"text-{key}": words, f"stance-{key}": stance})
        answer = browser.post(address(report, "report-save"), sent, headers={"HX-Request": "true"}).content.decode()
        return answer.partition(f'id="why-{key}"')[2].partition("</small>")[0]

    fact = "She stays away because of the bridge."
    assert "Nothing in the record supports this yet" in said("claim", fact)
    assert "mark it as your opinion and word it as yours: “In my view, …”" in said("claim", fact + " ")
    assert "still worded as a fact. Say in the sentence that it is yours" in said("opinion", fact)
    assert said("opinion", f"In my view, {fact}") == ' hidden hx-swap-oob="true">'
