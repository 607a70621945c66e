"""A form imported again says what reads otherwise, and is the one that is asked from then on."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

import factories
from apps.outcomes.cast_of_outcomes import address, in_care, signed_in
from cast import REPOSITORY
from core.scoring.forms import form_of, question
from factories import NOON
from pentimento.core.scoring.instruments import instrument
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.models import Giving, OfficialForm
from pentimento.trust import audit
from pentimento.trust.audit import Event

PHQ = instrument("phq-9")
NEW_WORDS = "Made-up words for the second?"


def reworded() -> dict[str, Any]:
    """The made-up PHQ-9 with other words at item 2, and nothing else."""
    form = copy.deepcopy(form_of(PHQ))
    form["item"][1] = question(PHQ.items[1].loinc, text=NEW_WORDS)
    return form


def brought_in(browser: Browser, form: dict[str, Any]) -> str:
    """The page after an upload, with its message."""
    sent = SimpleUploadedFile("form.json", json.dumps(form).encode(), "application/json")
    return browser.post("/measures/import/", {"form_file": sent}, follow=True).content.decode()


@pytest.mark.django_db
def test_other_words_replace_the_form_and_every_item_that_differs_is_named() -> None:
    first = actions.import_form(questionnaire=form_of(PHQ), by=None, at=NOON)
    assert (first.standing, first.replaced, first.difference) == ("new", None, None)
    then = actions.import_form(questionnaire=reworded(), by=None, at=NOON)
    assert (then.standing, then.replaced) == ("replaces", first.form)
    assert then.difference is not None and then.difference.numbers == (2,)
    assert then.difference.items[0].question == (f"Question {PHQ.items[1].loinc}?", NEW_WORDS)
    assert queries.form_for("phq-9") == then.form


@pytest.mark.django_db
@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(0), timedelta(hours=-1)], ids=str)
def test_an_earlier_form_imported_again_is_asked_again_also_by_a_clock_set_back(later: timedelta) -> None:
    first = actions.import_form(questionnaire=form_of(PHQ), by=None, at=NOON).form
    second = actions.import_form(questionnaire=reworded(), by=None, at=NOON).form
    back = actions.import_form(questionnaire=form_of(PHQ), by=None, at=NOON + later)
    assert (back.form.pk, back.standing, back.replaced) == (first.pk, "replaces", second)
    assert queries.form_for("phq-9") == first and OfficialForm.objects.count() == 2
    again = actions.import_form(questionnaire=form_of(PHQ), by=None, at=NOON + later)
    assert again.standing == "unchanged"
    assert audit.events_of(first) == [Event.INSTRUMENT_IMPORTED] * 2


@pytest.mark.django_db
def test_the_page_says_what_the_import_did() -> None:
    browser = signed_in(factories.person())
    assert "It is asked word for word on screen from now on" in brought_in(browser, form_of(PHQ))
    assert "Nothing changed" in brought_in(browser, form_of(PHQ))
    page = brought_in(browser, reworded())
    assert "1 item is worded otherwise than before: item 2." in page
    assert "From now on the newly imported words are asked" in page
    assert "1 form asked before this one" in page and NEW_WORDS in page and f"Question {PHQ.items[1].loinc}?" in page


@pytest.mark.django_db
def test_what_was_answered_keeps_the_words_it_was_asked_with() -> None:
    therapist, client = in_care()
    browser, url = signed_in(therapist), address(client, "phq-9", "give", "screen")
    old = actions.import_form(questionnaire=form_of(PHQ), by=therapist, at=NOON).form
    opened = browser.get(url).content.decode()
    assert f'name="shown" value="{old.public_id}"' in opened
    actions.import_form(questionnaire=reworded(), by=therapist, at=NOON)
    answers = {f"q{n}": "b" for n in range(9)}
    browser.post(url, {**answers, "entry_key": "open-before", "shown": old.public_id})
    browser.post("/take-back/", {"password": factories.PASSWORD})
    assert NEW_WORDS in browser.get(url).content.decode()
    given = Giving.scoped(therapist).get()
    assert given.form == old
    browser.post("/take-back/", {"password": factories.PASSWORD})
    read = browser.get(address(client, "given", given.public_id)).content.decode()
    assert f"Question {PHQ.items[1].loinc}?" in read and NEW_WORDS not in read


@pytest.mark.django_db
def test_a_form_of_another_measure_is_not_answered_here() -> None:
    therapist, client = in_care()
    actions.import_form(questionnaire=form_of(PHQ), by=therapist, at=NOON)
    other = actions.import_form(questionnaire=form_of(), by=therapist, at=NOON).form
    url = address(client, "phq-9", "give", "screen")
    sent = {"q1": "b", "entry_key": "one", "shown": other.public_id}
    assert signed_in(therapist).post(url, sent).status_code == 404


def run(*arguments: str, home: Path) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PENTIMENTO_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("PENTIMENTO_DATABASE", None)
    command = [sys.executable, "-m", "pentimento", *arguments]
    done = subprocess.run(command, cwd=home.parent, env=environment, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout


def test_the_command_says_new_unchanged_or_replaces_and_names_the_items(tmp_path: Path) -> None:
    home, first, second = tmp_path / "practice", tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(json.dumps(form_of(PHQ)), encoding="utf-8")
    second.write_text(json.dumps(reworded()), encoding="utf-8")
    assert run("init", home=home)[0] == 0
    status, answer = run("instruments", "import", "--json", *map(str, (first, first, second)), home=home)
    new, unchanged, replaces = json.loads(answer)
    assert status == 0
    assert [each["status"] for each in (new, unchanged, replaces)] == ["new", "unchanged", "replaces"]
    words = {"was": f"Question {PHQ.items[1].loinc}?", "now": NEW_WORDS}
    assert replaces["reworded"] == [{"item": 2, "question": words, "answers": None}]
    assert replaces["replaces"] == new["digest"] and new["reworded"] == unchanged["reworded"] == []
    status, said = run("instruments", "import", *map(str, (second, first)), home=home)
    assert status == 0 and "second.json: unchanged." in said
    assert "with 1 item reworded" in said and "From now on the newly imported words are asked" in said
    assert f"item 2: “{NEW_WORDS}” is now “{words['was']}”" in said
    status, answer = run("instruments", "import", "--json", str(first), str(tmp_path / "none.json"), home=home)
    assert status == 1 and json.loads(answer)[0]["status"] == "unchanged" and "error" in json.loads(answer)[1]
