"""The pages of reports: written on without a script, read by who may, and nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from apps.records.reports.cast_of_reports import AT, first, observation, report_on
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records import actions, queries
from pentimento.practice.records.rules.reports import sentence_in, sentences_in
from pentimento.trust.people.roles import Role
from pentimento.trust.signing.models import Seal

pytestmark = pytest.mark.django_db


def signed_in(person: Any) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def address(report: Any, name: str = "report", *more: str) -> str:
    return reverse(f"records:{name}", args=[report.chart.public_id, report.public_id, *more])


def typed(report: Any, **changed: str) -> dict[str, Any]:
    """Everything the page's form sends, with some of it changed."""
    sent: dict[str, Any] = {"title": report.title, "version": report.version, "thread": "on"}
    for part in report.body:
        for one in part["sentences"]:
            sent |= {f"text-{one['id']}": one["text"], f"stance-{one['id']}": one["stance"]}
    return sent | changed


def now(report: Any) -> Any:
    return queries.report_for(report.author, report.chart, report.public_id)


def test_the_draft_shows_each_sentence_with_what_it_rests_on(report: Any, therapist: Any) -> None:
    page = signed_in(therapist).get(address(report)).content.decode()
    assert "data-evidence" in page
    assert 'data-rests-on="e-' in page
    assert "I always stop at the bridge" in page
    assert "data-unsupported" not in page


def test_a_new_report_is_drafted_over_a_usual_period(client: Any, therapist: Any) -> None:
    url = reverse("records:report-new", args=[client.chart.public_id])
    browser = signed_in(therapist)
    assert "Put the draft together" in browser.get(url).content.decode()
    answer = browser.post(url, {"kind": "progress", "period": "episode", "entry_key": "k" * 22})
    again = browser.post(url, {"kind": "progress", "period": "episode", "entry_key": "k" * 22})
    assert answer.status_code == again.status_code == 302
    assert len(queries.reports_of(therapist, client.chart)) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"period": "other"},
        {"period": "other", "period_from": "2026-05-05", "period_to": "2020-01-01"},
        {"period": "never"},
        {"kind": "novel", "period": "episode"},
    ],
)
def test_a_report_over_no_sensible_period_is_not_drafted(client: Any, therapist: Any, sent: dict[str, str]) -> None:
    url = reverse("records:report-new", args=[client.chart.public_id])
    answer = signed_in(therapist).post(url, {"kind": "progress", "entry_key": "k" * 22} | sent)
    assert answer.status_code == 422
    assert queries.reports_of(therapist, client.chart) == []


def test_what_was_typed_is_kept_by_every_button(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    for button, expected in (
        ("add:opinion", "#s"),
        (f"up:{key}", f"#{key}"),
        (f"down:{key}", f"#{key}"),
        (f"evidence:{key}", "/evidence/"),
    ):
        words = f"Words before {button}"
        answer = browser.post(
            address(report, "report-save"), typed(now(report), **{f"text-{key}": words, "do": button})
        )
        assert answer.status_code == 302
        assert expected in answer.headers["Location"]
        assert sentence_in(now(report).body, key)["text"] == words


def test_a_sentence_taken_out_can_be_put_back(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    gone = first(report, "attendance")
    browser.post(address(report, "report-save"), typed(report, do=f"remove:{gone['id']}"))
    assert gone["id"] not in {one["id"] for one in sentences_in(now(report).body)}
    assert "Put back" in browser.get(address(report)).content.decode()
    browser.post(address(report, "report-save"), typed(now(report), do=f"back:{gone['id']}"))
    assert gone in [one for part in now(report).body for one in part["sentences"]]


def test_an_unsupported_sentence_is_marked_and_says_why(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": "77 sessions were held."}))
    page = browser.get(address(report)).content.decode()
    assert "data-unsupported" in page
    assert "The number “77” is not in what this sentence rests on." in page


def test_two_tabs_do_not_overwrite_each_other(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": "From the first tab."}))
    answer = browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": "From the second tab."}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the first tab." in page
    assert "From the second tab." in page
    assert first(now(report), "attendance")["text"] == "From the first tab."


def test_words_typed_in_a_sentence_taken_out_in_another_tab_are_shown(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    browser.post(address(report, "report-save"), typed(report, do=f"remove:{key}"))
    answer = browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": "Long thought about."}))
    assert answer.status_code == 409
    assert "Long thought about." in answer.content.decode()


def test_evidence_is_searched_ticked_and_unticked(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    one = first(report, "seen")
    url = address(report, "report-evidence", one["id"])
    page = browser.get(url, {"q": "red bridge"}).content.decode()
    assert "The red bridge" in page
    assert "I always stop" not in page
    work = next(e for part in report.body for s in part["sentences"] for e in s["evidence"] if e["kind"] == "artwork")
    there = f"{one['evidence'][0]['kind']}:{one['evidence'][0]['id']}"
    ticks = {
        "version": report.version,
        "listed": [there, f"artwork:{work['id']}"],
        "evidence": [f"artwork:{work['id']}"],
    }
    save = address(report, "report-evidence-save", one["id"])
    assert browser.post(save, ticks).status_code == 302
    assert [e["id"] for e in first(now(report), "seen")["evidence"]] == [work["id"]]
    assert browser.post(save, ticks).status_code == 409


def test_sealing_asks_for_the_password_and_loses_nothing(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    sent = typed(report, **{f"text-{key}": "In my view they came often.", f"stance-{key}": "opinion"})
    wrong = browser.post(address(report, "report-sign"), sent | {"password": "wrong"})
    assert wrong.status_code == 422
    assert "not your password" in wrong.content.decode()
    assert first(now(report), "attendance")["text"] == "In my view they came often."
    right = typed(now(report), password=factories.PASSWORD)
    assert browser.post(address(report, "report-sign"), right).status_code == 302
    page = browser.get(address(report)).content.decode()
    assert "Seal whole" in page
    assert "text-" not in page


def test_a_report_with_an_unsupported_sentence_is_not_sealed_and_says_which(report: Any, therapist: Any) -> None:
    key = first(report, "attendance")["id"]
    sent = typed(report, **{f"text-{key}": "99 sessions were held.", "password": factories.PASSWORD})
    answer = signed_in(therapist).post(address(report, "report-sign"), sent)
    assert answer.status_code == 422
    assert "1 (a number)" in answer.content.decode()
    assert not now(report).is_signed


def test_both_files_are_served_as_what_they_are(report: Any, therapist: Any) -> None:
    browser = signed_in(therapist)
    pdf, word = browser.get(address(report, "report-pdf")), browser.get(address(report, "report-docx"))
    assert pdf.content[:5] == b"%PDF-"
    assert word.content[:2] == b"PK"
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="report-2026-08-31.pdf"'
    assert pdf.headers["Cache-Control"] == "no-store"


def test_amended_evidence_is_said_above_and_beside(report: Any, therapist: Any) -> None:
    from pentimento.practice.encounters.models import Observation

    sealed = actions.sign_report(report=report, by=therapist, at=AT)
    cited = first(sealed, "seen")["evidence"][0]["id"]
    Observation.of_chart(report.chart).filter(public_id=cited).update(words="something else")
    page = signed_in(therapist).get(address(report)).content.decode()
    assert "One thing this report rests on was changed after it was sealed." in page
    assert "Amended since: Seen, 4 May 2026" in page or "Amended since: Said, 4 May 2026" in page
    assert "Seal whole" in page


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("report", "get"),
        ("report-pdf", "get"),
        ("report-docx", "get"),
        ("report-save", "post"),
        ("report-sign", "post"),
    ],
)
def test_who_reaches_a_report(report: Any, therapist: Any, name: str, verb: str) -> None:
    supervisor, stranger = factories.person(Role.SUPERVISOR), factories.person()
    factories.supervise(supervisor, therapist)
    desk = factories.person(Role.FRONT_DESK)
    answers = {
        who: getattr(signed_in(person), verb)(address(report, name), {"version": 1, "title": "x"})
        for who, person in {"supervisor": supervisor, "stranger": stranger, "desk": desk}.items()
    }
    assert answers["stranger"].status_code == 404
    assert answers["desk"].status_code == 403
    assert answers["supervisor"].status_code == (200 if verb == "get" else 403)
    assert now(report).body == report.body


def test_a_supervisor_reads_a_draft_and_gets_nothing_to_type_in(report: Any, therapist: Any) -> None:
    supervisor = factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, therapist)
    page = signed_in(supervisor).get(address(report)).content.decode()
    assert "is writing this report" in page
    assert "<textarea" not in page


def test_another_clients_report_is_not_found_under_this_client(report: Any, therapist: Any) -> None:
    other = factories.client(therapist)
    url = reverse("records:report", args=[other.chart.public_id, report.public_id])
    assert signed_in(therapist).get(url).status_code == 404


@pytest.mark.parametrize(
    "words", ["x" * 12_001, "a\x00b\x1b[31m", "<script>alert(1)</script>", "\u202egnorw", "' OR 1=1 --"]
)
def test_hostile_words_change_nothing_they_should_not(report: Any, therapist: Any, words: str) -> None:
    browser = signed_in(therapist)
    key = first(report, "attendance")["id"]
    answer = browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": words}))
    assert answer.status_code == (422 if len(words) > 12_000 else 302)
    page = browser.get(address(report))
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    kept = first(now(report), "attendance")["text"]
    assert "\x00" not in kept
    assert "\u202e" not in kept


@pytest.mark.parametrize(
    "do", ["up:s999", "remove:", "explode:s1", "add:kitchen", "detach:s1", "back:s4", "evidence:s999"]
)
def test_a_button_nobody_drew_is_a_plain_answer(report: Any, therapist: Any, do: str) -> None:
    answer = signed_in(therapist).post(address(report, "report-save"), typed(report, do=do), follow=True)
    assert answer.status_code in {200, 404, 422}
    assert [len(part["sentences"]) for part in now(report).body] == [len(part["sentences"]) for part in report.body]


@pytest.mark.parametrize("door", ["report-save", "report-sign"])
def test_words_typed_into_a_report_that_was_sealed_elsewhere_come_back_whole(
    report: Any, therapist: Any, door: str
) -> None:
    key = first(report, "seen")["id"]
    late = typed(report, **{f"text-{key}": "In my view\n  she was glad to leave."})
    actions.sign_report(report=report, by=therapist, at=AT)
    answer = signed_in(therapist).post(address(report, door), late)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "\nIn my view\n  she was glad to leave.</textarea>" in text
    assert "Seal whole" in text and "Write a new report" in text
    assert "glad to leave" not in str(now(report).body)


def test_autosave_says_that_the_report_was_sealed_elsewhere(report: Any, therapist: Any) -> None:
    late = typed(report, **{f"text-{first(report, 'seen')['id']}": "In my view she was glad."})
    actions.sign_report(report=report, by=therapist, at=AT)
    answer = signed_in(therapist).post(address(report, "report-save"), late, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "Sealed in another tab" in answer.content.decode()


def test_sealing_a_report_twice_is_sealing_it_once(report: Any, therapist: Any) -> None:
    browser, sent = signed_in(therapist), typed(report, password=factories.PASSWORD)
    for _twice in range(2):
        assert browser.post(address(report, "report-sign"), sent).status_code == 302
    assert Seal.scoped(therapist).filter(kind="report").count() == 1


def test_ticks_sent_for_a_report_that_was_sealed_elsewhere_lead_to_it(report: Any, therapist: Any) -> None:
    sent = {"version": report.version, "evidence": [], "listed": []}
    url = address(report, "report-evidence-save", first(report, "seen")["id"])
    actions.sign_report(report=report, by=therapist, at=AT)
    answer = signed_in(therapist).post(url, sent, follow=True)
    assert "This report is sealed. Nothing was changed." in answer.content.decode()


def test_cosigning_a_report_twice_is_one_cosignature(client: Any, therapist: Any) -> None:
    trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, trainee)
    factories.Grant.objects.create(chart=client.chart, person=trainee, capacity="trainee", since=factories.LONG_AGO)
    theirs = actions.sign_report(report=report_on(client, trainee), by=trainee, at=AT)
    browser = signed_in(supervisor)
    for _twice in range(2):
        sent = browser.post(address(theirs, "report-cosign"), {"cosign-password": factories.PASSWORD})
        assert sent.status_code == 302
    assert Seal.scoped(supervisor).filter(meaning="cosigned").count() == 1


def test_a_reworded_sentence_asks_to_look_at_its_evidence_until_somebody_does(report: Any, therapist: Any) -> None:
    browser, key = signed_in(therapist), first(report, "seen")["id"]
    browser.post(address(report, "report-save"), typed(report, **{f"text-{key}": "On 4 May 2026 she painted."}))
    page = browser.get(address(report)).content.decode()
    assert page.count("check that this still holds") == 1 and f'value="holds:{key}"' in page
    again = typed(now(report), **{f"text-{key}": "On 4 May 2026 she painted."})
    browser.post(address(report, "report-save"), again)
    assert "check that this still holds" in browser.get(address(report)).content.decode()
    browser.post(address(report, "report-save"), typed(now(report), do=f"holds:{key}"))
    assert "check that this still holds" not in browser.get(address(report)).content.decode()


def test_autosave_says_how_many_sentences_were_reworded(report: Any, therapist: Any) -> None:
    sent = typed(report, **{f"text-{first(report, 'seen')['id']}": "On 4 May 2026 she painted."})
    answer = signed_in(therapist).post(address(report, "report-save"), sent, headers={"HX-Request": "true"})
    assert "one reworded sentence to check" in answer.content.decode()


@pytest.mark.parametrize("change", ["{words}", "{words} ", "{lower}", "“{words}”"])
def test_marks_and_capitals_are_no_rewording(report: Any, therapist: Any, change: str) -> None:
    one = first(report, "seen")
    text = change.format(words=one["text"], lower=one["text"].lower())
    signed_in(therapist).post(address(report, "report-save"), typed(report, **{f"text-{one['id']}": text}))
    assert not sentence_in(now(report).body, one["id"]).get("check")


def test_choosing_the_evidence_of_a_reworded_sentence_is_looking_at_it(report: Any, therapist: Any) -> None:
    browser, one = signed_in(therapist), first(report, "seen")
    browser.post(address(report, "report-save"), typed(report, **{f"text-{one['id']}": "On 4 May 2026 she painted."}))
    ticks = [f"{e['kind']}:{e['id']}" for e in one["evidence"]]
    sent = {"version": now(report).version, "evidence": ticks, "listed": ticks}
    browser.post(address(report, "report-evidence-save", one["id"]), sent)
    assert not sentence_in(now(report).body, one["id"]).get("check")


def test_a_sealed_report_carries_no_marks_for_its_author(report: Any, therapist: Any) -> None:
    one = first(report, "seen")
    signed_in(therapist).post(
        address(report, "report-save"), typed(report, **{f"text-{one['id']}": "On 4 May 2026 she painted."})
    )
    sealed = actions.sign_report(report=now(report), by=therapist, at=AT)
    assert "check" not in str([sorted(s) for s in sentences_in(sealed.body)])
    assert queries.sealed_of(therapist, sealed).whole


def test_things_that_say_little_each_share_one_card(report: Any, therapist: Any) -> None:
    page = signed_in(therapist).get(address(report)).content.decode()
    assert "5 sessions, 4 May 2026 to 29 June 2026" in page


def test_only_one_button_is_called_keep_draft_by_a_screen_reader(report: Any, therapist: Any) -> None:
    assert signed_in(therapist).get(address(report)).content.decode().count("Keep draft<") == 1


def test_quotation_marks_that_were_typed_are_not_doubled_on_a_card(client: Any, therapist: Any) -> None:
    session = Encounter.scoped(therapist).filter(chart=client.chart).first()
    observation(session, "said", "“It is only a bridge”")
    page = signed_in(therapist).get(address(report_on(client, therapist))).content.decode()
    assert "““" not in page and "””" not in page and "“It is only a bridge”" in page


def test_a_report_over_one_day_names_the_day_once(client: Any, therapist: Any) -> None:
    day = date(2026, 5, 4)
    page = signed_in(therapist).get(address(report_on(client, therapist, period_from=day, period_to=day)))
    assert "recorded on 4 May 2026." in page.content.decode()
