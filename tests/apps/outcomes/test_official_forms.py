"""Official forms come in word for word, are given word for word, and hostile files come to nothing."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from apps.outcomes.cast_of_outcomes import address, in_care, signed_in
from cast import REPOSITORY, shared
from core.scoring.forms import form_of, option, question
from factories import NOON
from pentimento.core.kernel.errors import Invalid, PentimentoError, Refused
from pentimento.core.scoring.instruments import instrument
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.models import Giving, OfficialForm
from pentimento.trust import audit
from pentimento.trust.audit import Event

pytestmark = pytest.mark.django_db


def extended() -> dict[str, Any]:
    """A PHQ-9 form whose wording is ours, with a heading, a question besides, and a field for words."""
    form = form_of(instrument("phq-9"))
    heading = {"linkId": "h", "type": "display", "text": "Made-up heading"}
    besides = question("69722-7", option("e", None, "easy"), option("h", None, "hard"), text="How is it?")
    words = {"linkId": "w", "type": "text", "text": "Anything else?"}
    total = {
        "linkId": "t",
        "type": "decimal",
        "text": "Sum",
        "code": [{"system": "http://loinc.org", "code": "44261-6"}],
    }
    return {**form, "item": [heading, *form["item"], total, besides, words]}


def test_the_same_form_imported_twice_is_one_form() -> None:
    by = factories.person()
    first, again = (actions.import_form(questionnaire=extended(), by=by, at=NOON).form for _ in range(2))
    assert first.pk == again.pk and first.questionnaire == extended()
    assert audit.events_of(first) == [Event.INSTRUMENT_IMPORTED]
    newer = actions.import_form(questionnaire={**extended(), "title": "Newer"}, by=None, at=NOON).form
    assert queries.form_for("phq-9") == newer and len(queries.forms()) == 2


@pytest.mark.parametrize("role", ["trainee", "supervisor", "front_desk"])
def test_forms_are_imported_by_therapists_and_the_head(role: str) -> None:
    with pytest.raises(Refused, match="official form"):
        actions.import_form(questionnaire=extended(), by=factories.person(role), at=NOON)


HOSTILE: list[tuple[str, Any]] = [
    ("another resource", {"resourceType": "Patient"}),
    ("no items", {"resourceType": "Questionnaire"}),
    ("unknown panel", form_of(code=[{"system": "http://loinc.org", "code": "1-1"}])),
    ("an item missing", form_of(item=form_of()["item"][:-1])),
    ("a NUL in a corner", {**form_of(), "publisher": "a\x00b"}),
    ("half a character", {**form_of(), "publisher": "\ud800"}),
    ("not a number", {**form_of(), "extension": [{"url": "x", "valueDecimal": float("nan")}]}),
    ("deep", {**form_of(), "contained": json.loads("[" * 200 + "]" * 200)}),
]


@pytest.mark.parametrize("questionnaire", [q for _, q in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_what_is_no_form_of_a_known_measure_is_refused_in_a_sentence(questionnaire: Any) -> None:
    with pytest.raises(PentimentoError) as refused:
        actions.import_form(questionnaire=questionnaire, by=None, at=NOON)
    assert str(refused.value).endswith(".")
    assert not OfficialForm.objects.exists()


UPLOADS: list[tuple[bytes, int, str]] = [
    (b"", 422, "empty"),
    (b"not json", 422, "not JSON"),
    (b"[" * 100_000, 422, "not JSON"),
    (b"\xff\xfe\x00", 422, "not JSON"),
    (b"[]", 422, "not a FHIR Questionnaire"),
    (b'{"resourceType": "Questionnaire", "x": 1' + b"0" * 5000 + b"}", 422, "not JSON"),
    (b" " * 2_000_001, 413, "larger than any questionnaire"),
    (json.dumps(form_of(title="<script>alert(1)</script>")).encode(), 302, ""),
]


@pytest.mark.parametrize(("content", "status", "words"), UPLOADS, ids=range(len(UPLOADS)))
def test_an_upload_is_taken_or_refused_in_a_sentence(content: bytes, status: int, words: str) -> None:
    browser = signed_in(factories.person())
    sent = SimpleUploadedFile("form.json", content, "application/json")
    response = browser.post("/measures/import/", {"form_file": sent})
    assert (response.status_code, words in response.content.decode()) == (status, True)
    assert OfficialForm.objects.count() == (1 if status == 302 else 0)
    assert b"<script>alert" not in browser.get("/measures/").content


def test_what_only_the_keeper_of_the_system_needs_is_folded_away_from_therapists() -> None:
    strange = form_of(name="a name", copyright="", extension=[{"url": "x", "valueDuration": {"value": "1"}}])
    actions.import_form(questionnaire=strange, by=None, at=NOON)
    page = signed_in(factories.person()).get("/measures/").content.decode()
    open_parts = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    folded = "".join(re.findall(r"<details.*?</details>", page, flags=re.DOTALL))
    assert "FHIR" not in open_parts and "Digest" not in open_parts
    assert "The file states no copyright" in open_parts
    assert folded.count("For whoever looks after the system") == 2
    assert "breaks FHIR's rule for names" in html.unescape(folded) and "Digest" in folded


def test_a_trainee_is_offered_no_upload_and_cannot_force_one() -> None:
    browser = signed_in(factories.person("trainee"))
    assert b"form_file" not in browser.get("/measures/").content
    sent = SimpleUploadedFile("form.json", json.dumps(form_of()).encode())
    assert browser.post("/measures/import/", {"form_file": sent}).status_code == 403


def test_a_client_fills_the_form_in_word_for_word_and_sees_nothing_else() -> None:
    therapist, client = in_care()
    actions.import_form(questionnaire=extended(), by=therapist, at=NOON)
    browser, url = signed_in(therapist), address(client, "phq-9", "give", "screen")
    page = browser.get(url).content.decode()
    assert page.index("Made-up heading") < page.index("Question 44250-9?") < page.index("How is it?")
    assert "answer a" in page and "Sum" not in page
    assert client.name not in page and "Thread" not in page and "rail-nav" not in page
    chosen = {f"q{n}": "b" for n in range(1, 9)} | {"q9": "c", "q10": "h", "q11": " Tea.\x00 ", "entry_key": "one"}
    done = browser.post(url, chosen).headers["Location"]
    assert browser.post(url, chosen).headers["Location"] == done
    ending = browser.get(done, follow=True)
    words = ending.content.decode()
    assert "hand the device back" in words and client.name not in words and "safety" not in words
    assert browser.post(ending.redirect_chain[-1][0], {"password": factories.PASSWORD}).headers["Location"] == done
    row = Giving.scoped(therapist).get()
    assert (row.answers, row.total, row.mode) == ([1] * 8 + [2], 10, "screen")
    assert row.extra_answers == {"/69722-7": "h", "w": "Tea."}
    read = browser.get(address(client, "given", row.public_id)).content.decode()
    assert "Question 44250-9?" in read and "hard" in read and "Tea." in read and "Talk about safety" in read


def test_before_a_form_without_a_lead_in_stands_a_neutral_sentence_that_says_it_is_not_of_the_form() -> None:
    therapist, client = in_care()
    browser, url = signed_in(therapist), address(client, "gad-7", "give", "screen")
    sent = SimpleUploadedFile("form.json", json.dumps(form_of()).encode(), "application/json")
    told = browser.post("/measures/import/", {"form_file": sent}, follow=True).content.decode()
    assert told.count("The file holds no lead-in to its questions") == 2  # said once, and kept on the page
    page = browser.get(url).content.decode()
    own = page[page.index("this is not part of the form") : page.index("<form")]
    assert "The questions are about the last 2 weeks." in own and "worry" not in own
    browser.post("/take-back/", {"password": factories.PASSWORD})
    heading = {"linkId": "h", "type": "display", "text": "Made-up words about the last month"}
    led_in = SimpleUploadedFile("form.json", json.dumps(form_of(item=[heading, *form_of()["item"]])).encode())
    told = browser.post("/measures/import/", {"form_file": led_in}, follow=True).content.decode()
    assert "no lead-in" not in told
    page = browser.get(url).content.decode()
    assert "last 2 weeks" not in page and "Made-up words about the last month" in page


def test_what_a_client_answered_on_screen_is_not_said_to_be_entered_by_the_therapist() -> None:
    therapist, client = in_care()
    actions.import_form(questionnaire=form_of(), by=therapist, at=NOON)
    browser, url = signed_in(therapist), address(client, "gad-7", "give", "screen")
    browser.post(url, {f"q{n}": "b" for n in range(7)} | {"entry_key": "one"})
    browser.post("/take-back/", {"password": factories.PASSWORD})
    row = Giving.scoped(therapist).get()
    read = browser.get(address(client, "given", row.public_id)).content.decode()
    assert f"Answered by the client on screen; {therapist.name} handed the device over" in read
    assert "Entered by" not in read and "Copied" not in read
    sent = {f"item_{n}": "2" for n in range(1, 8)} | {"entry_key": "two", "given_on": row.given_on.isoformat()}
    browser.post(address(client, "given", row.public_id, "correct"), sent)
    right = Giving.scoped(therapist).get(is_current=True)
    read = browser.get(address(client, "given", right.public_id)).content.decode()
    assert read.count(f"{therapist.name} handed the device over") == 2 and f"Corrected by {therapist.name}" in read
    assert "Entered by" not in read


def test_a_code_the_form_does_not_have_is_not_taken() -> None:
    therapist, client = in_care()
    actions.import_form(questionnaire=extended(), by=therapist, at=NOON)
    browser, url = signed_in(therapist), address(client, "phq-9", "give", "screen")
    assert browser.post(url, {"q1": "z", "entry_key": "one"}).status_code == 422
    assert browser.post(url, {"entry_key": "one"}).status_code == 422
    assert browser.post(url, {"q11": "x" * 2000, "q1": "a", "entry_key": "one"}).status_code == 422
    assert not Giving.scoped(therapist).exists()


def test_without_its_form_a_measure_is_not_given_on_screen() -> None:
    therapist, client = in_care()
    assert signed_in(therapist).get(address(client, "gad-7", "give", "screen")).status_code == 404


def test_options_are_scored_by_their_own_weight() -> None:
    therapist, client = in_care()
    form = form_of()
    backwards = [option("a", 3), option("b", 2), option("x", 1), option("d", 0)]
    form["item"][1] = question("68509-9", *backwards)
    actions.import_form(questionnaire=form, by=therapist, at=NOON)
    chosen = {f"q{n}": "a" for n in range(7)}
    signed_in(therapist).post(address(client, "gad-7", "give", "screen"), {**chosen, "entry_key": "one"})
    assert Giving.scoped(therapist).get().answers == [0, 3, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("name", "key", "warned"), [("phq9.json", "phq-9", "variables"), ("gad7_loinc.json", "gad-7", "draft")]
)
def test_the_publishers_own_files_come_in_and_are_given(name: str, key: str, warned: str) -> None:
    therapist, client = in_care()
    raw = json.loads(shared("data", "instruments", name).read_text(encoding="utf-8"))
    form = actions.import_form(questionnaire=raw, by=therapist, at=NOON).form
    assert form.instrument == key and form.questionnaire == raw
    assert any(warned in warning for warning in form.warnings)
    browser, url = signed_in(therapist), address(client, key, "give", "screen")
    sheet = queries.sheet_of(form).matched
    page = browser.get(url).content.decode()
    assert all(item.text.replace("'", "&#x27;") in page for item in (*sheet.items, *sheet.extra))
    places = {place.link_id: n for n, place in enumerate(p for p in sheet.form.items if p is not sheet.total)}
    twos = {f"q{places[i.link_id]}": next(o.code for o in i.options if o.weight == 2) for i in sheet.items}
    browser.post(url, {**twos, "entry_key": "one"})
    assert Giving.scoped(therapist).get().total == 2 * len(sheet.items)


def test_no_wording_of_the_publishers_stands_in_our_source() -> None:
    wordings = set()
    for name in ("phq9.json", "gad7_loinc.json"):
        raw = json.loads(shared("data", "instruments", name).read_text(encoding="utf-8"))
        wordings |= {item["text"].casefold()[:40] for item in raw["item"] if item.get("answerOption")}
    ours = [
        path
        for folder in ("src/pentimento", "tests/apps/outcomes", "frontend/src")
        for path in (REPOSITORY / folder).rglob("*")
        if path.suffix in {".py", ".html", ".toml", ".ts", ".json"} and "dist" not in path.parts
    ]
    assert len(wordings) == 17 and len(ours) > 100
    found = [
        path.name
        for path in ours
        for text in [path.read_text(encoding="utf-8").casefold()]
        if any(w in text for w in wordings)
    ]
    assert found == []


def test_extra_answers_need_a_form() -> None:
    therapist, client = in_care()
    with pytest.raises(Invalid, match="official form"):
        actions.give(
            chart=client.chart,
            instrument="gad-7",
            answers=[0] * 7,
            given_on=NOON.date(),
            mode="paper",
            entry_key="one",
            extra={"w": "x"},
            by=therapist,
            at=NOON,
        )
