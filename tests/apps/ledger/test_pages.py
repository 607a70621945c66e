"""The pages of the ledger say where figures come from, what they are not for, and keep what was typed."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

import factories
from cast import shared
from factories import NOON
from made_release import MadeRelease
from pentimento.exchange.releases import import_release
from pentimento.profession.ledger import actions, queries
from pentimento.profession.ledger.models import Policy, Table, Trial
from pentimento.trust.activity.models import Activity
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role
from pentimento.web.cli import main

SENTENCES = (
    "Exposure is not displacement",
    "not for decisions about anybody",
    "Nothing is computed from client content",
)


def browser_of(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


@pytest.fixture
def therapist(db: None) -> Person:
    return factories.person()


@pytest.fixture
def browser(therapist: Person) -> Browser:
    return browser_of(therapist)


def test_the_table_draws_every_task_and_says_what_it_is_not_for(browser: Browser) -> None:
    page = browser.get("/ledger/").content.decode()
    assert page.count('class="interval"') == 25 * 4  # no policy yet, so no local figure
    assert page.count('class="grade"') == 25 and "disagree" in page
    assert all(sentence in page for sentence in SENTENCES)
    assert "O*NET" in page and "capability/1" in page
    assert "style=" not in page


def test_the_why_of_a_figure_opens_without_a_script(browser: Browser) -> None:
    page = browser.get("/ledger/").content.decode()
    assert 'popovertarget="why-19154-risk"' in page and 'id="why-19154-risk" popover' in page


def test_orders_are_as_asked_and_an_unknown_one_is_harmless(browser: Browser) -> None:
    by_exposure = browser.get("/ledger/?order=exposure").content.decode()
    assert by_exposure.index("/ledger/tasks/19154/") < by_exposure.index("/ledger/tasks/19151/")
    assert browser.get("/ledger/?order=beauty&time=own").status_code == 200


def test_a_task_shows_disagreement_before_any_average(browser: Browser) -> None:
    page = browser.get("/ledger/tasks/19154/").content.decode()
    assert page.index("The raters do not agree") < page.index("How far AI could do it")
    assert "Mean of all published labels" in page and "risk/1" in page
    assert browser.get("/ledger/tasks/19999/").status_code == 404


def test_published_figures_are_printed_with_source_and_the_one_that_cannot_be(browser: Browser) -> None:
    page = browser.get("/ledger/evidence/").content.decode()
    assert "5.6 % of 56 fits no whole count" in page and "repair nothing" in page
    assert "0.0426 · 0.2979 · 0.5532" in page
    assert 'title="Published as 0.0425531914893617">0.0426</data>' in page and ">0.0425531914893617" not in page
    assert "openai/GPTs-are-GPTs@0471612" in page


def test_two_taps_log_work(browser: Browser, therapist: Person) -> None:
    sent = {"kind": "supplies", "minutes": "20", "entry_key": "abc"}
    assert browser.post("/ledger/log/", sent).status_code == 302
    assert browser.post("/ledger/log/", sent).status_code == 302
    row = Activity.objects.get()
    assert (row.person, row.minutes, row.on, row.mode) == (therapist, 20, timezone.localdate(), "alone")
    assert browser.post(f"/ledger/log/{row.public_id}/take-back/").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_a_form_that_says_nothing_comes_back(browser: Browser) -> None:
    assert browser.post("/ledger/log/", {"minutes": "", "other": "", "entry_key": "x"}).status_code == 422
    assert browser.post("/ledger/tasks/19154/policy/", {"reason": "Because"}).status_code == 422
    assert b"Because" in browser.post("/ledger/tasks/19154/policy/", {"reason": "Because"}).content
    assert browser.post("/ledger/tasks/19999/policy/", {}).status_code == 404
    assert not Activity.objects.exists() and not Policy.objects.exists()


def test_policy_then_trial_through_the_pages(browser: Browser, therapist: Person) -> None:
    today = timezone.localdate()
    policy = {
        "stance": "human_with_ai",
        "reason": "Helps with wording",
        "review_on": (today + timedelta(days=60)).isoformat(),
        "answers": therapist.public_id,
        "number": "0",
    }
    trial = {
        "on": today.isoformat(),
        "usual_minutes": "40",
        "minutes": "15",
        "mode": "helped",
        "result": "minor",
        "entry_key": "k",
    }
    refused = browser.post("/ledger/tasks/19154/trials/", trial)
    assert refused.status_code == 403 and b"keeps this task for people" in refused.content
    assert browser.post("/ledger/tasks/19154/policy/", policy).status_code == 302
    stale = browser.post("/ledger/tasks/19154/policy/", policy | {"reason": "Other words"})
    assert stale.status_code == 409 and b"Other words" in stale.content
    assert browser.post("/ledger/tasks/19154/trials/", trial).status_code == 302
    assert Trial.counted("29-1129.01")[0]["times"] == 1
    page = browser.get("/ledger/tasks/19154/").content.decode()
    assert "Helps with wording" in page and "Exposure under our policy" in page


def test_a_table_is_looked_at_before_it_counts(browser: Browser) -> None:
    stated = {"kind": "labels", "title": "Team day", "source": "Us", "released": "2026", "licence": "own"}
    wrong = SimpleUploadedFile("a.csv", b"Task ID,exposure:Us\n19154,E8\n")
    refused = browser.post("/ledger/imports/", stated | {"table": wrong})
    assert refused.status_code == 422 and "Row 2, column “exposure:Us”".encode() in refused.content
    assert not Table.objects.exists()
    right = SimpleUploadedFile("a.csv", b"Task ID,exposure:Us\n19154,E2\n")
    where = browser.post("/ledger/imports/", stated | {"table": right}).headers["Location"]
    assert b"Let it count" in browser.get(where).content
    assert "Us" not in queries.labels_of()["19154"].exposure
    assert browser.post(where + "apply/").status_code == 302
    assert queries.labels_of()["19154"].exposure["Us"] == "E2"


def test_a_trainee_logs_and_tries_but_does_not_decide(db: None) -> None:
    browser = browser_of(factories.person(Role.TRAINEE))
    page = browser.get("/ledger/tasks/19154/").content.decode()
    assert "Write a policy" not in page and "writes it" in page
    assert browser.get("/ledger/imports/").status_code == 403
    assert browser_of(factories.person(Role.FRONT_DESK)).get("/ledger/").status_code == 403


def test_the_table_goes_out_as_csv_with_its_attribution(browser: Browser) -> None:
    answer = browser.get("/ledger/table.csv")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/csv") and len(lines) == 27
    assert "capability_formula" in lines[0] and "O*NET" in lines[-1]


def test_the_front_page_of_the_profession_leads_to_its_rooms(browser: Browser) -> None:
    page = browser.get("/profession/").content.decode()
    assert 'href="/ledger/"' in page and all(sentence in page for sentence in SENTENCES)
    assert 'aria-current="page">Profession' in browser.get("/ledger/log/").content.decode()


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    """A command's ending and its JSON."""
    monkeypatch.setattr(sys, "argv", ["pentimento", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), json.loads(capsys.readouterr().out)


def test_scripts_score_a_folder_of_labels(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(monkeypatch, capsys, "ledger", "score", "--labels", str(shared("facts/onet")), "--json")
    assert status == 0 and len(said["tasks"]) == 25
    assert said["scores"]["gpt4"]["beta"] == pytest.approx(0.2978723404255319, abs=1e-6)
    assert said["scores"]["human"]["alpha"] == pytest.approx(0.0851063829787234, abs=1e-6)
    assert {"value", "low", "high", "formula", "inputs"} <= set(said["tasks"][0]["risk"])


def test_scripts_notice_a_refusal_and_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "labels.csv").write_text("Task ID,gpt4_exposure\n19154,E1\n19154,E1\n")
    status, said = run(monkeypatch, capsys, "ledger", "score", "--labels", str(tmp_path), "--json")
    assert status == 1 and said["error"].startswith("labels.csv: Row 3: task 19154")
    status, said = run(monkeypatch, capsys, "ledger", "score", "--labels", str(tmp_path / "none"), "--json")
    assert status == 1 and "no folder" in said["error"]


def test_a_policy_says_who_answers_and_who_wrote_it(browser: Browser, therapist: Person) -> None:
    colleague, head = factories.person(), factories.person(Role.HEAD)
    said = {"occupation": "29-1129.01", "task_id": "19154", "reason": "Tried", "answers": colleague, "by": head}
    for number, stance in enumerate(("human_with_ai", "human_only")):
        actions.write_policy(stance=stance, number=number, at=NOON, review_on=NOON.date() + timedelta(days=60), **said)
    page = browser.get("/ledger/tasks/19154/").content.decode()
    assert f"{colleague.name} answers for it. Version 2, written by {head.name}." in page
    assert f"{colleague.name} answered; written by {head.name}" in page
    assert f"{colleague.name} or the head of service writes the next version." in page
    assert "Write the next version" not in page
    assert "Write the next version" in browser_of(head).get("/ledger/tasks/19154/").content.decode()


def test_why_a_figure_is_what_it_is_is_told_in_words(browser: Browser, therapist: Person) -> None:
    today = timezone.localdate()
    said = {"occupation": "29-1129.01", "task_id": "19154", "reason": "Tried", "review_on": today + timedelta(days=60)}
    actions.write_policy(stance="human_with_ai", number=0, answers=therapist, by=therapist, at=timezone.now(), **said)
    page = browser.get("/ledger/tasks/19154/").content.decode()
    for key in ("human_with_ai", "gpt4-alternative", "human E", "gpt4 E"):
        assert key not in page.partition("<form")[0], key
    assert "GPT-4, another rubric" in page


def test_work_of_another_century_is_a_slip_in_the_year(browser: Browser) -> None:
    form = {"kind": "looking", "minutes": "20", "mode": "alone", "entry_key": "a", "on": "0001-01-01"}
    answer = browser.post("/ledger/log/", form)
    assert answer.status_code == 422 and "Check the year" in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_release_with_fewer_tasks_leaves_every_page_of_the_ledger_standing(browser: Browser, tmp_path: Path) -> None:
    browser.post("/ledger/log/", {"kind": "supplies", "minutes": "20", "entry_key": "few"})
    import_release(MadeRelease().as_text(tmp_path), by=None, at=timezone.now())
    for address in ("/ledger/", "/ledger/log/", "/ledger/evidence/", "/ledger/imports/", "/profession/"):
        assert browser.get(address).status_code == 200, address
