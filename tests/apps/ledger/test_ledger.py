"""Minutes flow in, trials and policy move what they should, and tables count only once they were looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import factories
from cast import shared
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, OutOfRange, Refused
from pentimento.core.occupations.wordings import fingerprint
from pentimento.practice.encounters import actions as encounters
from pentimento.profession.ledger import actions, queries, rules
from pentimento.profession.ledger.models import Policy, Table, Trial
from pentimento.profession.occupations.models import Occupation, Release
from pentimento.profession.occupations.models import Task as TaskRow
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
ART = "29-1129.01"
DAY = NOON.date()


@pytest.fixture
def therapist() -> Person:
    return factories.person()


def line(viewer: Person, task: str, **how: Any) -> Any:
    """One task's line of the ledger."""
    found = queries.ledger_for(viewer, today=DAY, **how)
    return next(one for one in found.lines if one.row.task.task_id == task)


def lines(viewer: Person) -> Any:
    """The ledger."""
    return queries.ledger_for(viewer, today=DAY).lines


def allowed(by: Person, task: str = "19154", stance: str = "ai_with_review", number: int = 0, **said: Any) -> Policy:
    said = {"reason": "Tried", "review_on": DAY + timedelta(days=90), "answers": by} | said
    return actions.write_policy(
        occupation=ART, task_id=task, stance=stance, number=number, by=by, at=said.pop("at", NOON), **said
    )


def tried(by: Person, key: str = "t1", **said: Any) -> Trial:
    said = {
        "task_id": "19154",
        "on": DAY,
        "usual_minutes": 60,
        "minutes": 30,
        "result": "minor",
        "mode": "helped",
    } | said
    return actions.record_trial(occupation=ART, entry_key=key, by=by, at=NOON, **said)


def brought(by: Person, content: str, kind: str = "labels", title: str = "Team day") -> Table:
    stated = {"title": title, "source": "Us", "licence": "own", "released": "2026"}
    return actions.propose_table(kind=kind, occupation=ART, content=content.encode(), by=by, at=NOON, **stated)


def test_a_session_flows_into_the_tasks_it_belongs_to(therapist: Person) -> None:
    before = line(therapist, "19143")
    session = factories.encounter(factories.client(therapist), therapist)
    encounters.close_session(encounter=session, by=therapist, at=NOON + timedelta(hours=1))
    after = line(therapist, "19143")
    assert before.minutes == 0 and after.minutes == pytest.approx(50 * 0.42)
    assert after.series[-1] == pytest.approx(50 * 0.42) and sum(after.series[:-1]) == 0
    assert after.row.time.value > before.row.time.value
    assert line(factories.person(), "19143").minutes == 0, "another therapist's time is their own"


def test_what_belongs_to_no_task_is_shown_and_spread_over_nothing(therapist: Person) -> None:
    before = queries.ledger_for(therapist, today=DAY)
    said = {"on": DAY, "mode": "alone", "by": therapist, "at": NOON}
    actions.log_work(kind="travel", minutes=240, entry_key="a", **said)
    after = queries.ledger_for(therapist, today=DAY)
    assert (after.spent.minutes, after.spent.unclassified) == (240, 240)
    assert [one.row.time.value for one in after.lines] == [one.row.time.value for one in before.lines]


def test_only_the_head_of_service_sees_everybodys_time(therapist: Person) -> None:
    actions.log_work(kind="supplies", on=DAY, minutes=60, mode="alone", entry_key="a", by=therapist, at=NOON)
    head = factories.person(Role.HEAD)
    assert line(head, "19159").minutes == 0
    assert line(head, "19159", everybody=True).minutes == 60
    with pytest.raises(Refused):
        queries.ledger_for(therapist, today=DAY, everybody=True)


def test_ai_is_off_until_a_policy_says_yes(therapist: Person) -> None:
    standing = queries.policy_for("19154")
    assert (standing.stance, standing.may_help, standing.policy) == ("human_only", False, None)
    with pytest.raises(Refused, match="keeps this task for people"):
        tried(therapist)
    allowed(therapist, stance="human_with_ai")
    assert queries.policy_for("19154").may_help and not queries.policy_for("19154").may_do
    with pytest.raises(Refused, match="AI may help"):
        tried(therapist, mode="reviewed")
    assert tried(therapist).task_id == "19154"


def test_policy_gives_a_figure_of_its_own_and_never_moves_the_other(therapist: Person) -> None:
    before = line(therapist, "19154").row
    assert before.local_risk is None
    allowed(therapist, stance="human_only")
    after = line(therapist, "19154").row
    assert (after.capability, after.automation, after.risk) == (before.capability, before.automation, before.risk)
    assert after.local_risk.value == 0


def test_policy_is_versioned_and_nobodys_is_replaced_unseen(therapist: Person) -> None:
    first = allowed(therapist)
    assert allowed(therapist) == first, "the same form again is the same version"
    with pytest.raises(Conflict):
        allowed(factories.person(), reason="Other", number=0)
    second = allowed(therapist, stance="human_only", number=1, reason="It did not work")
    assert [one.number for one in queries.versions_of("19154")] == [2, 1]
    assert queries.policy_for("19154").policy == second
    assert queries.reviews_due(on=DAY) == []
    (due,) = queries.reviews_due(on=DAY + timedelta(days=90))
    assert due.policy == second and due.task.name in {line.row.task.name for line in lines(therapist)}


def test_a_policy_needs_a_reason_a_day_and_a_clinician_who_answers(therapist: Person) -> None:
    for wrong in (
        {"reason": "  "},
        {"reason": "x" * 1001},
        {"review_on": DAY},
        {"review_on": date(2040, 1, 1)},
        {"answers": factories.person(Role.TRAINEE)},
        {"answers": factories.person(Role.FRONT_DESK)},
        {"task": "1"},
        {"stance": "anything goes"},
    ):
        with pytest.raises(Invalid):
            allowed(therapist, **wrong)
    with pytest.raises(Refused):
        allowed(factories.person(Role.TRAINEE))
    assert not Policy.objects.exists()


def test_trials_move_capability_and_grade_and_only_ones_own_are_listed(therapist: Person) -> None:
    allowed(therapist)
    before = line(therapist, "19154").row
    other = factories.person()
    for number in range(4):
        tried(therapist, key=f"t{number}")
    tried(other, key="o", minutes=55)
    after = line(therapist, "19154").row
    assert (after.evidence.succeeded, after.evidence.failed) == (4, 1)
    assert before.grade == "D" and after.grade == "B"
    assert after.capability.value > before.capability.value
    assert after.capability.high - after.capability.low < before.capability.high - before.capability.low
    assert len(queries.trials_of(therapist, "19154")) == 4
    theirs = queries.trials_of(other, "19154")[0].row
    with pytest.raises(NotFound):
        queries.trial_for(therapist, theirs.public_id)


def test_a_trial_taken_back_does_not_count_and_can_count_again(therapist: Person) -> None:
    allowed(therapist)
    trial = tried(therapist)
    actions.withdraw_trial(trial=trial, by=therapist, at=NOON)
    actions.withdraw_trial(trial=trial, by=therapist, at=NOON)
    assert line(therapist, "19154").row.evidence.trials == 0
    actions.restore_trial(trial=trial, by=therapist, at=NOON)
    assert line(therapist, "19154").row.evidence.trials == 1


def test_a_trial_sent_twice_is_one_and_with_other_answers_a_conflict(therapist: Person) -> None:
    allowed(therapist)
    assert tried(therapist) == tried(therapist)
    with pytest.raises(Conflict):
        tried(therapist, minutes=31)


def test_a_trial_that_cannot_be_is_refused(therapist: Person) -> None:
    allowed(therapist)
    for wrong in ({"on": DAY + timedelta(days=1)}, {"task_id": "7"}, {"result": "good"}, {"mode": "alone"}):
        with pytest.raises(Invalid):
            tried(therapist, **wrong)
    for wrong in ({"usual_minutes": 0}, {"minutes": -1}, {"minutes": 5000}):
        with pytest.raises(OutOfRange):
            tried(therapist, **wrong)


@pytest.mark.parametrize(
    ("usual", "minutes", "result", "good"),
    [(60, 30, "minor", True), (60, 31, "minor", False), (60, 5, "major", False), (60, 0, "as_it_was", True),
     (60, 5, "rejected", False)],
)  # fmt: skip
def test_success_is_half_the_time_saved_and_no_major_edit(usual: int, minutes: int, result: str, good: bool) -> None:
    assert rules.succeeded(usual_minutes=usual, minutes=minutes, result=result) is good


def test_uses_in_the_log_move_the_automation_share(therapist: Person) -> None:
    before = line(therapist, "19160").row.automation
    for number in range(6):
        actions.log_work(
            kind="literature", on=DAY, minutes=30, mode="helped", entry_key=f"l{number}", by=therapist, at=NOON
        )
    after = line(therapist, "19160").row.automation
    assert after.value < before.value and after.inputs["uses_helped_by_ai"] == 6


def test_labels_count_only_once_they_were_looked_at_and_applied(therapist: Person) -> None:
    table = brought(therapist, "Task ID,exposure:Team\n19153,E2\n")
    assert line(therapist, "19153").row.labels.agree, "a proposal changes nothing"
    assert len(table.missing) == 24
    actions.apply_table(table=table, by=therapist, at=NOON)
    row = line(therapist, "19153").row
    assert row.labels.exposure["Team"] == "E2" and not row.labels.agree and row.grade == "D"
    assert queries.raters_from()["Team"] == "Team day (2026)"
    with pytest.raises(Conflict):
        actions.apply_table(table=table, by=therapist, at=NOON)
    actions.set_table_aside(table=table, by=therapist, at=NOON)
    assert line(therapist, "19153").row.labels.agree


def test_the_same_table_twice_is_one_and_a_wrong_cell_keeps_nothing(therapist: Person) -> None:
    content = "Task ID,exposure:Team\n19153,E2\n"
    assert brought(therapist, content) == brought(therapist, content)
    with pytest.raises(Invalid, match="Row 3, column “exposure:Team”"):
        brought(therapist, content + "19154,E5\n")
    with pytest.raises(Invalid, match="licence"):
        actions.propose_table(kind="labels", occupation=ART, content=content.encode(), by=therapist, at=NOON)
    with pytest.raises(Refused):
        brought(factories.person(Role.TRAINEE), content)
    assert Table.objects.count() == 1


def test_usage_of_a_shared_sentence_is_marked_and_divided(therapist: Person) -> None:
    import csv
    import io

    rows = csv.DictReader(io.StringIO(shared("facts/onet/task_statements.csv").read_text()))
    words = next(row["Task"] for row in rows if row["Task ID"] == "19142")
    table = brought(therapist, f'task_name,count\n"{words}",10\n', kind="usage", title="Counts")
    assert [remark["kind"] for remark in table.remarks] == ["shared"]
    shown = len(queries.usage_of("19142"))
    actions.apply_table(table=table, by=therapist, at=NOON)
    use = queries.usage_of("19142")[-1]
    assert len(queries.usage_of("19142")) == shown + 1
    assert (use["value"], use["own"], use["shared_with"]) == (10, 5, ["29-1129.02 19168"])


def test_a_sentence_of_an_imported_release_is_recognised_and_its_sharing_seen(therapist: Person) -> None:
    words, code = "Hang mobiles over the studio tables.", "27-1013.00"
    release = Release.objects.create(
        version="31.0", form="text", files=[], columns={}, elements={}, scales={}, categories={},
        row_count=2, occupation_count=2, task_count=2, digest="0" * 64, imported_at=NOON,
    )  # fmt: skip
    for place, number in ((ART, "19154"), (code, "90001")):
        Occupation.objects.create(release=release, code=place, title="Somebody")
        TaskRow.objects.create(
            release=release, code=place, task_id=number, statement=words, kind="core", fingerprint=fingerprint(words)
        )
    found = queries.history_of(ART).find("hang mobiles over the studio tables")
    assert found and (found.task_id, found.shared_with) == ("19154", (f"{code} 90001",))
    assert queries.history_of(ART).find("Sweep the floor.") is None


def test_nobody_rewrites_a_policy_that_somebody_else_answers_for(therapist: Person) -> None:
    colleague, head = factories.person(), factories.person("head")
    allowed(colleague, stance="human_only")
    with pytest.raises(Refused, match=f"{colleague.name} answers for this policy"):
        allowed(therapist, number=1)
    with pytest.raises(Refused, match="you answer for yourself"):
        allowed(therapist, task="19160", answers=colleague)
    assert allowed(colleague, number=1).number == 2
    assert allowed(head, number=2, answers=therapist).answers == therapist


def test_a_policy_of_somebody_who_has_left_can_be_taken_over(therapist: Person) -> None:
    gone = factories.person()
    allowed(gone)
    gone.is_active = False
    gone.save()
    assert allowed(therapist, number=1, stance="human_only").answers == therapist
