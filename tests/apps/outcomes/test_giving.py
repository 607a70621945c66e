"""Measures are given, scored, corrected; what must be talked about is raised at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import factories
from apps.outcomes.cast_of_outcomes import CALM, WORRYING, given, in_care
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, OutOfRange, Refused, TooLarge
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.models import Giving, SafetyPrompt
from pentimento.practice.records.queries.told import told_scores
from pentimento.trust import audit
from pentimento.trust.audit import Event

pytestmark = pytest.mark.django_db
TODAY = NOON.date()

TABLE: list[tuple[str, list[int | None], float | None, int, bool]] = [
    ("phq-9", [0] * 9, 0, 0, False),
    ("phq-9", [3] * 9, 27, 0, False),
    ("phq-9", [1, 1, 1, 1, 1, 1, 1, None, 0], 7.88, 1, True),
    ("phq-9", [2, 2, 2, 2, 2, 2, None, None, 2], 18, 2, True),
    ("phq-9", [2, 2, 2, 2, 2, None, None, None, 2], None, 3, False),
    ("gad-7", [3] * 7, 21, 0, False),
    ("gad-7", [3, 3, 3, 3, 3, 3, None], None, 1, False),
]


@pytest.mark.parametrize(("key", "answers", "total", "missing", "prorated"), TABLE)
def test_answers_become_a_total_only_where_the_published_rule_allows_one(
    key: str, answers: list[int | None], total: float | None, missing: int, prorated: bool
) -> None:
    therapist, client = in_care()
    row = given(client, therapist, answers, instrument=key)
    assert (row.total, row.missing, row.prorated, row.method) == (total, missing, prorated, f"{key}/1")
    assert Event.MEASURE_GIVEN in audit.events_of(row)


def test_the_same_form_sent_twice_is_one_entry() -> None:
    therapist, client = in_care()
    first, again = (given(client, therapist, CALM, entry_key="once") for _ in range(2))
    assert first.pk == again.pk
    assert audit.events_of(first) == [Event.MEASURE_GIVEN]


def test_the_same_form_with_other_answers_is_not_lost_silently() -> None:
    therapist, client = in_care()
    given(client, therapist, CALM, entry_key="once")
    with pytest.raises(Conflict, match="kept already"):
        given(client, therapist, WORRYING, entry_key="once")
    assert Giving.scoped(therapist).get().answers == CALM
    assert not SafetyPrompt.scoped(therapist).exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"given_on": TODAY + timedelta(days=1)}, Invalid),
        ({"given_on": date(1889, 1, 1)}, Invalid),
        ({"answers": [4, *CALM[1:]]}, OutOfRange),
        ({"answers": [True, *CALM[1:]]}, OutOfRange),
        ({"answers": CALM[1:]}, Invalid),
        ({"answers": [None] * 9}, Invalid),
        ({"mode": "telepathy"}, Invalid),
        ({"entry_key": "no spaces here"}, Invalid),
        ({"instrument": "core-10"}, NotFound),
        ({"extra": {"/69722-7": "a"}}, Invalid),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_kept(fields: dict, refusal: type[Exception]) -> None:
    therapist, client = in_care()
    with pytest.raises(refusal):
        given(client, therapist, **{"answers": CALM, **fields})
    assert not Giving.scoped(therapist).exists()


def test_a_session_of_another_client_takes_no_measure() -> None:
    therapist, client = in_care()
    other = factories.encounter(factories.client(therapist), therapist)
    with pytest.raises(NotFound):
        given(client, therapist, CALM, encounter=other)


def test_a_session_whose_note_is_sealed_takes_no_more() -> None:
    therapist, client = in_care()
    session = factories.encounter(client, therapist, closed_at=NOON, sealed_at=NOON)
    with pytest.raises(Refused, match="sealed"):
        given(client, therapist, CALM, encounter=session)


def test_a_supervisor_looks_on_and_does_not_write() -> None:
    therapist, client = in_care()
    row = given(client, therapist, WORRYING)
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, therapist)
    assert queries.giving_for(supervisor, client.chart, row.public_id).total == 17
    prompt = queries.open_prompts_for(supervisor)[0]
    with pytest.raises(Refused, match="care team"):
        given(client, supervisor, CALM)
    with pytest.raises(Refused, match="care team"):
        actions.answer_prompt(prompt=prompt, what_was_done="Asked.", by=supervisor, at=NOON)


def test_an_answer_about_self_harm_raises_a_prompt_in_the_same_breath() -> None:
    therapist, client = in_care()
    row = given(client, therapist, WORRYING)
    (prompt,) = queries.open_prompts_for(therapist)
    assert prompt.giving == row
    assert audit.events_of(prompt) == [Event.SAFETY_RAISED]
    done = actions.answer_prompt(prompt=prompt, what_was_done=" Asked openly.\x00 ", by=therapist, at=NOON)
    assert (done.what_was_done, done.answered_by) == ("Asked openly.", therapist)
    assert queries.open_prompts_for(therapist) == []


def test_what_was_done_is_recorded_once_and_needs_words() -> None:
    therapist, client = in_care()
    given(client, therapist, WORRYING)
    (prompt,) = queries.open_prompts_for(therapist)
    for words, refusal in ((" \x07 ", Invalid), ("x" * 2001, TooLarge)):
        with pytest.raises(refusal):
            actions.answer_prompt(prompt=prompt, what_was_done=words, by=therapist, at=NOON)
    for _ in range(2):
        actions.answer_prompt(prompt=prompt, what_was_done="Asked.", by=therapist, at=NOON)
    with pytest.raises(Conflict, match="recorded already"):
        actions.answer_prompt(prompt=prompt, what_was_done="Something else.", by=therapist, at=NOON)
    assert audit.events_of(prompt) == [Event.SAFETY_RAISED, Event.SAFETY_ANSWERED]


def test_a_calm_answer_raises_nothing_and_a_missing_one_asks_quietly() -> None:
    therapist, client = in_care()
    given(client, therapist, CALM)
    left_out = given(client, therapist, [*CALM[:8], None])
    assert queries.open_prompts_for(therapist) == []
    assert queries.reading_of(therapist, left_out).ask_about_safety


def test_a_correction_is_a_new_entry_and_the_old_one_stays_readable() -> None:
    therapist, client = in_care()
    first = given(client, therapist, CALM)
    before = {shown.public_id: shown for shown in told_scores(therapist, client.chart)}
    second = _corrected(first, [2] * 8 + [0], therapist)
    third = _corrected(second, [3] * 8 + [0], therapist)
    rows = {row.pk: row for row in Giving.scoped(therapist)}
    assert [rows[r.pk].is_current for r in (first, second, third)] == [False, False, True]
    assert [rows[r.pk].total for r in (first, second, third)] == [8, 16, 24]
    assert queries.latest_of(therapist, rows[first.pk]) == third
    assert [row.pk for row in queries.reading_of(therapist, third).earlier] == [second.pk, first.pk]
    assert queries.scores_of(therapist, client.chart) == [third]
    now = {shown.public_id: shown for shown in told_scores(therapist, client.chart)}
    assert now[first.public_id].withdrawn and not before[first.public_id].withdrawn
    assert now[third.public_id].digest != before[first.public_id].digest


def _corrected(row: Giving, answers: list[int | None], by: object, key: str = "") -> Giving:
    return actions.correct(
        giving=row, answers=answers, given_on=row.given_on, entry_key=key or f"fix-{row.pk}", by=by, at=NOON
    )


def test_an_entry_is_corrected_once_and_a_repeat_is_the_same_correction() -> None:
    therapist, client = in_care()
    first = given(client, therapist, CALM)
    one, again = (_corrected(first, WORRYING, therapist, "fix") for _ in range(2))
    assert one.pk == again.pk
    with pytest.raises(Conflict, match="corrected already"):
        _corrected(first, CALM, therapist, "other")


def test_correcting_raises_a_prompt_where_the_answer_rose_and_keeps_one_that_waits() -> None:
    therapist, client = in_care()
    risen = _corrected(given(client, therapist, CALM), WORRYING, therapist)
    assert [p.giving for p in queries.open_prompts_for(therapist)] == [risen]
    higher = _corrected(risen, [*WORRYING[:8], 3], therapist)
    calmer = _corrected(higher, CALM, therapist)
    (prompt,) = queries.open_prompts_for(therapist)
    assert prompt.giving == risen
    assert queries.reading_of(therapist, calmer).prompt == prompt
    actions.answer_prompt(prompt=prompt, what_was_done="Asked.", by=therapist, at=NOON)
    _corrected(calmer, WORRYING, therapist)
    assert len(queries.open_prompts_for(therapist)) == 1


CHANGES = [
    ([3] * 8 + [0], [0] * 9, -24, "Reliably improved, and from the clinical side of the cut to the other"),
    ([1] * 6 + [0] * 3, [0] * 9, -6, "Reliably improved"),
    ([1] * 5 + [0] * 4, [0] * 9, -5, "No reliable change"),
    ([0] * 9, [1] * 6 + [0] * 3, 6, "Reliably worse"),
]


@pytest.mark.parametrize(("before", "after", "points", "words"), CHANGES)
def test_change_is_told_with_its_noise_threshold_and_source(
    before: list[int | None], after: list[int | None], points: float, words: str
) -> None:
    therapist, client = in_care()
    given(client, therapist, before, given_on=TODAY - timedelta(days=28))
    given(client, therapist, [None] * 8 + [0], given_on=TODAY - timedelta(days=14))
    step = queries.reading_of(therapist, given(client, therapist, after)).step
    assert step.change is not None
    assert (step.change.points, step.outcome, step.change.threshold) == (points, words, 6)
    assert step.change.noise == 5.06 and "Gyani" in step.change.source and step.change.population
    assert [s.outcome for s in queries.trend_of(therapist, client.chart, "phq-9")] == ["", "", words]
