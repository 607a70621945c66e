"""The pages of notes: each role sees its part, a refusal loses nothing, text stays text."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from factories import NOON, PASSWORD
from pentimento.practice.encounters.models import Aim
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Note

HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} ' OR 1=1 --"


def at(room, name, *more):
    return reverse(f"records:{name}", args=[room.chart.public_id, room.encounter.public_id, *more])


@pytest.fixture
def browser(client, room):
    client.force_login(room.therapist)
    return client


def typed(page, **changes):
    """What the page's form would send."""
    form = page.context["form"]
    sent = {"template": form["template"].value(), "version": form["version"].value(), "password": PASSWORD}
    return sent | {area.html_name: area.value() for area in form.areas()} | changes


def test_read_password_seal_is_all_it_takes(browser, room):
    page = browser.get(at(room, "note"))
    assert "Came in with her coat on." in page.content.decode()
    sent = browser.post(at(room, "note-sign"), typed(page), follow=True)
    text = sent.content.decode()
    assert "Note sealed." in text and "Seal whole" in text and "just-sealed" in text
    assert Note.scoped(room.therapist).get().is_signed


def test_sealing_twice_is_sealing_once(browser, room):
    sent = typed(browser.get(at(room, "note")))
    first, second = browser.post(at(room, "note-sign"), sent), browser.post(at(room, "note-sign"), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Note.scoped(room.therapist).count() == 1


def test_a_wrong_password_keeps_the_words_and_says_so_beside_the_field(browser, room):
    page = browser.get(at(room, "note"))
    again = browser.post(at(room, "note-sign"), typed(page, password="guess", section_plan="Ask about the seat"))
    assert again.status_code == 422
    assert "not your password" in again.content.decode() and "Ask about the seat" in again.content.decode()
    assert browser.post(at(room, "note-sign"), typed(again)).status_code == 302
    assert Note.scoped(room.therapist).get().sections[-1]["text"] == "Ask about the seat"


def test_two_tabs_see_both_texts(browser, room):
    page = browser.get(at(room, "note"))
    browser.post(at(room, "note-save"), typed(page, section_plan="from the first tab"))
    second = browser.post(at(room, "note-save"), typed(page, section_plan="from the second tab"))
    assert second.status_code == 409
    text = second.content.decode()
    assert "from the first tab" in text and "from the second tab" in text
    assert browser.post(at(room, "note-save"), typed(second, section_plan="both")).status_code == 302


def test_autosave_answers_with_the_next_version(browser, room):
    page = browser.get(at(room, "note"))
    kept = browser.post(at(room, "note-save"), typed(page, section_plan="typing"), headers={"HX-Request": "true"})
    text = kept.content.decode()
    assert kept.status_code == 200 and 'value="1"' in text and "hx-swap-oob" in text and "Draft kept" in text


def test_autosave_in_a_second_tab_says_that_it_kept_nothing(browser, room):
    page = browser.get(at(room, "note"))
    browser.post(at(room, "note-save"), typed(page, section_plan="first"))
    second = browser.post(at(room, "note-save"), typed(page, section_plan="second"), headers={"HX-Request": "true"})
    assert second.status_code == 422 and "Not kept yet" in second.content.decode()
    assert Note.scoped(room.therapist).get().sections[-1]["text"] == "first"


def test_another_template_asks_once_something_was_written(browser, room):
    page = browser.get(at(room, "note"), {"template": "soap"})
    assert "Subjective" in page.content.decode()
    browser.post(at(room, "note-save"), typed(page, section_plan="mine"))
    asked = browser.get(at(room, "note"), {"template": "dap"}).content.decode()
    assert "takes your changes away" in asked and "mine" in asked
    browser.post(at(room, "note-rebuild"), {"template": "dap", "version": 1})
    assert "mine" not in browser.get(at(room, "note")).content.decode()


def test_asking_for_another_template_while_typing_keeps_the_words_first(browser, room):
    page = browser.get(at(room, "note"))
    assert 'name="wanted" value="soap"' in page.content.decode(), "pressed, it sends the form along"
    sent = typed(page, section_plan="typed a second ago", wanted="soap")
    asked = browser.post(at(room, "note-save"), sent, follow=True).content.decode()
    assert "takes your changes away" in asked and "typed a second ago" in asked
    assert Note.scoped(room.therapist).get().sections[-1]["text"] == "typed a second ago"


def test_looking_at_another_template_keeps_nothing_nobody_wrote(browser, room):
    sent = typed(browser.get(at(room, "note")), wanted="soap")
    assert "Subjective" in browser.post(at(room, "note-save"), sent, follow=True).content.decode()
    assert not Note.scoped(room.therapist).exists()


def test_words_that_another_tab_overtook_come_back_instead_of_another_template(browser, room):
    page = browser.get(at(room, "note"))
    browser.post(at(room, "note-save"), typed(page, section_plan="first"))
    both = browser.post(at(room, "note-save"), typed(page, section_plan="second", wanted="soap"))
    assert both.status_code == 409 and "first" in both.content.decode() and "second" in both.content.decode()


@pytest.mark.parametrize("words, kept", [
    (HOSTILE, HOSTILE),
    ("\u202egnp.exe", "gnp.exe"),  # a mark that turns the line round only deceives
    ("é" * 5000, "é" * 5000),
    ("a\n" * 900, ("a\n" * 900).strip()),
])  # fmt: skip
def test_text_stays_text(browser, room, words, kept):
    page = browser.get(at(room, "note"))
    browser.post(at(room, "note-sign"), typed(page, section_plan=words))
    text = browser.get(at(room, "note")).content.decode()
    assert "<script>alert" not in text
    assert Note.scoped(room.therapist).get().sections[-1]["text"] == kept


@pytest.mark.parametrize("change", [
    {"section_plan": "nul \x00 byte"},
    {"section_plan": "x" * 60_001},
    {"version": "-1"},
    {"version": "many"},
    {"password": ""},
])  # fmt: skip
def test_what_cannot_be_right_comes_back_with_a_sentence(browser, room, change):
    answer = browser.post(at(room, "note-sign"), typed(browser.get(at(room, "note")), **change))
    assert answer.status_code == 422
    assert "Nothing has been lost" in answer.content.decode() or answer.context["password"].errors
    assert not Note.scoped(room.therapist).filter(signed_at__isnull=False).exists()


def test_a_template_there_is_not_is_not_found(browser, room):
    assert browser.get(at(room, "note"), {"template": "../x"}).status_code == 404
    assert browser.post(at(room, "note-save"), typed(browser.get(at(room, "note")), template="nope")).status_code == 404


def test_a_session_of_another_client_is_not_found(browser, room):
    other = factories.client(room.therapist)
    for name in ("note", "process-note", "session-goals", "session-aims"):
        address = reverse(f"records:{name}", args=[other.chart.public_id, room.encounter.public_id])
        assert browser.get(address).status_code == 404


PAGES = ("note", "process-note", "session-goals", "session-aims")


@pytest.mark.parametrize("role, status", [("therapist", 404), ("head", 404), ("front_desk", 403)])
def test_strangers_learn_nothing(client, room, role, status):
    client.force_login(factories.person(role))
    for name in PAGES:
        assert client.get(at(room, name)).status_code == status
    for name in ("note-save", "note-sign", "note-rebuild", "note-amend", "note-cosign"):
        assert client.post(at(room, name), {"template": "soap"}).status_code == status


def test_a_supervisor_reads_the_draft_and_writes_nothing(client, room):
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, room.therapist)
    actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    client.force_login(supervisor)
    page = client.get(at(room, "note"))
    assert page.status_code == 200 and "is writing this note" in page.content.decode()
    assert 'name="password"' not in page.content.decode()
    assert client.post(at(room, "note-save"), {"template": "soap", "version": 1}).status_code == 403


def test_a_supervisor_cosigns_from_the_page(client, db):
    from .conftest import full_session

    trainee, supervisor = factories.person("trainee"), factories.person("supervisor")
    factories.supervise(supervisor, trainee)
    someone = factories.client(trainee)
    factories.agreed_plan(someone, trainee)
    encounter = full_session(trainee, someone)
    actions.sign_note(note=actions.draft_note(encounter=encounter, by=trainee, at=NOON), by=trainee, at=NOON)
    client.force_login(supervisor)
    address = reverse("records:note", args=[someone.chart.public_id, encounter.public_id])
    assert "awaits a supervisor" in client.get(address).content.decode()
    assert client.post(f"{address}cosign/", {"cosign-password": "guess"}).status_code == 422
    page = client.post(f"{address}cosign/", {"cosign-password": PASSWORD}, follow=True).content.decode()
    assert "Co-signed by" in page and "awaits a supervisor" not in page


def test_amending_from_the_page_twice_lays_one_layer(client, sealed):
    client.force_login(sealed.therapist)
    key = client.get(at(sealed, "note")).context["amend"]["entry_key"].value()
    sent = {
        "amend-words": "Ten minutes.",
        "amend-reason": "Misread",
        "amend-password": PASSWORD,
        "amend-entry_key": key,
    }
    for _attempt in range(2):
        assert client.post(at(sealed, "note-amend"), sent).status_code == 302
    layers = queries.layers_of(sealed.therapist, sealed.note)
    assert [layer.row.words for layer in layers.later] == ["Ten minutes."]
    page = client.get(at(sealed, "note")).content.decode()
    assert "Ten minutes." in page and "Came in with her coat on." in page


def test_the_sealed_page_says_what_became_of_its_evidence(client, sealed):
    from pentimento.practice.artworks.models import Artwork

    Artwork.scoped(sealed.therapist).update(title="Renamed")
    client.force_login(sealed.therapist)
    assert "Changed since" in client.get(at(sealed, "note")).content.decode()


def test_the_list_of_notes_costs_the_same_for_many_sessions(client, sealed, django_assert_max_num_queries):
    client.force_login(sealed.therapist)
    for _session in range(20):
        factories.encounter(sealed.client, sealed.therapist)
    address = reverse("records:notes", args=[sealed.chart.public_id])
    client.get(address)
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert page.count("Not written") == 20 and "Sealed" in page


def test_the_page_of_a_draft_costs_a_fixed_number_of_statements(browser, room, django_assert_max_num_queries):
    browser.get(at(room, "note"))
    with django_assert_max_num_queries(32):
        browser.get(at(room, "note"))


def test_one_click_rates_a_goal_and_the_figure_explains_itself(browser, room):
    goal = queries.goals_of(room.therapist, room.chart)[0]
    sent = {"goal": goal.public_id, f"{goal.public_id}-level": "2", f"{goal.public_id}-version": "1"}
    partial = browser.post(at(room, "session-goals"), sent, headers={"HX-Request": "true"})
    text = partial.content.decode()
    assert partial.status_code == 200 and "<html" not in text
    assert "70.0" in text and "never with other people" in text
    stale = browser.post(at(room, "session-goals"), sent | {f"{goal.public_id}-level": "0"})
    assert stale.status_code == 409 and "rated meanwhile" in stale.content.decode()
    assert browser.post(at(room, "session-goals"), {"goal": goal.public_id}).status_code == 422
    assert browser.post(at(room, "session-goals"), {"goal": "x" * 22}).status_code == 404


def test_objectives_are_chosen_for_the_session(browser, room):
    assert browser.post(at(room, "session-aims"), {}).status_code == 302
    assert "checked" not in browser.get(at(room, "session-aims"), headers={"HX-Request": "true"}).content.decode()
    aim = queries.objectives_of(room.therapist, room.chart)[0]
    browser.post(at(room, "session-aims"), {"objectives": aim.lineage})
    assert "checked" in browser.get(at(room, "session-aims"), headers={"HX-Request": "true"}).content.decode()
    assert browser.post(at(room, "session-aims"), {"objectives": "z" * 22}).status_code == 422


def test_objectives_stand_once_in_the_room_however_often_the_plan_was_agreed(browser, room):
    aim = queries.objectives_of(room.therapist, room.chart)[0]
    other = Aim.add(chart=room.chart, encounter=room.encounter, objective="z" * 22, words="Stays with one colour")
    same = Aim.add(chart=room.chart, encounter=room.encounter, objective="y" * 22, words=aim.words)
    asked = {"HX-Request": "true"}
    text = browser.get(at(room, "session-aims"), headers=asked).content.decode()
    assert (text.count(aim.words), text.count(other.words)) == (1, 1)
    assert "session-aims" not in browser.get(at(room, "session-goals"), headers=asked).content.decode()
    browser.post(at(room, "session-aims"), {"objectives": [aim.lineage, other.objective]})
    kept = {row.objective for row in Aim.scoped(room.therapist).filter(encounter=room.encounter)}
    assert kept == {aim.lineage, other.objective}, (
        "one of them is said in today's words, and that of the plan before stays"
    )
    browser.post(at(room, "session-aims"), {"objectives": [aim.lineage]})
    assert same.words == Aim.scoped(room.therapist).get(encounter=room.encounter).words


def test_an_open_safety_prompt_stands_above_the_note_until_it_is_answered(browser, room):
    from pentimento.practice.outcomes.models import Giving, SafetyPrompt

    giving = Giving.scoped(room.therapist).get(total=7)
    prompt = SafetyPrompt.add(chart=room.chart, giving=giving, raised_at=NOON)
    link = reverse("outcomes:safety", args=[room.chart.public_id, prompt.public_id])
    assert link in browser.get(at(room, "note")).content.decode()
    actions.sign_note(
        note=actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON), by=room.therapist, at=NOON
    )
    assert "Talk about safety today" in browser.get(at(room, "note")).content.decode()
    SafetyPrompt.scoped(room.therapist).update(
        answered_at=NOON, answered_by=room.therapist, what_was_done="We talked about it."
    )
    assert "Talk about safety" not in browser.get(at(room, "note")).content.decode()


def test_a_safety_prompt_of_another_client_is_not_shown(browser, room):
    from pentimento.practice.outcomes.models import SafetyPrompt

    from .conftest import phq

    other = factories.encounter(factories.client(room.therapist), room.therapist)
    SafetyPrompt.add(chart=other.chart, giving=phq(other, room.therapist, 20), raised_at=NOON)
    assert "Talk about safety" not in browser.get(at(room, "note")).content.decode()
