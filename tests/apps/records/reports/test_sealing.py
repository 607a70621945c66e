"""No sealed report has a sentence that rests on nothing, whatever way round somebody tries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from apps.records.reports.cast_of_reports import AT, changed, first, full_chart, report_on
from pentimento.core.kernel.errors import Conflict, Refused
from pentimento.practice.encounters.models import Observation
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Report
from pentimento.practice.records.rules.reports import findings_in, sentences_in
from pentimento.trust import audit
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
ZERO_WIDTH = "\u200b"


@pytest.fixture
def therapist() -> Any:
    return factories.person()


@pytest.fixture
def report(therapist: Any) -> Any:
    return report_on(full_chart(therapist), therapist)


def save(report: Any, body: Any, by: Any) -> Any:
    return actions.save_report(report=report, body=body, version=report.version, by=by, at=AT)


WAYS_ROUND = {
    "a bare statement": ("claim", "Her father hit her."),
    "a statement as an opinion": ("opinion", "Her father hit her."),
    "a statement after an opinion": ("opinion", "I think she is tired. Her father hit her."),
    "an opinion in somebody's mouth": ("opinion", "She said “I think so” and left."),
    "a statement as a heading": ("heading", "Her father hit her."),
    "a heading with a hidden end": ("heading", f"Her father hit her.{ZERO_WIDTH}"),
    "a heading with a number": ("heading", "PHQ-9 down to 3"),
    "a heading with a quote": ("heading", "“My father hit me”"),
    "hidden joiners": ("claim", f"H{ZERO_WIDTH}er fat\u00adher hit her."),
    "a quote nobody said": ("opinion", "I think “my father hit me” was said."),
}


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_there_is_no_way_round(report: Any, therapist: Any, way: str) -> None:
    stance, text = WAYS_ROUND[way]
    key = first(report, "attendance")["id"]
    report = save(report, changed(report, key, text=text, stance=stance, evidence=[]), therapist)
    with pytest.raises(Refused, match="1 "):
        actions.sign_report(report=report, by=therapist, at=AT)


@pytest.mark.parametrize(
    "text", ["41 sessions were held.", "Held on 5 May 2026.", "She said “never”.", "At 23:59 sharp."]
)
def test_a_statement_its_evidence_does_not_carry_is_not_sealed(report: Any, therapist: Any, text: str) -> None:
    report = save(report, changed(report, first(report, "attendance")["id"], text=text), therapist)
    with pytest.raises(Refused):
        actions.sign_report(report=report, by=therapist, at=AT)


def test_a_statement_on_a_hypothesis_alone_is_not_sealed(report: Any, therapist: Any) -> None:
    one = first(report, "opinion")
    report = save(report, changed(report, one["id"], stance="claim"), therapist)
    with pytest.raises(Refused, match="hypothesis"):
        actions.sign_report(report=report, by=therapist, at=AT)


def test_blank_sentences_and_what_was_taken_out_are_left_behind(report: Any, therapist: Any) -> None:
    one, two = report.body[0]["sentences"][:2]
    report = save(report, changed(report, one["id"], text=f" {ZERO_WIDTH} ", evidence=[]), therapist)
    report = actions.change_report_part(
        report=report, operation=f"remove:{two['id']}", version=report.version, by=therapist, at=AT
    )
    sealed = actions.sign_report(report=report, by=therapist, at=AT)
    assert sealed.body[0]["sentences"] == []
    assert "removed" not in sealed.includes


def test_an_empty_report_is_not_sealed(therapist: Any) -> None:
    with pytest.raises(Refused, match="nothing here"):
        actions.sign_report(report=report_on(factories.client(therapist), therapist), by=therapist, at=AT)


def test_evidence_of_somebody_else_is_left_out(report: Any, therapist: Any) -> None:
    theirs = report_on(full_chart(therapist), therapist)
    foreign = first(theirs, "seen")["evidence"]
    made_up = [
        {"kind": "seen", "id": "x" * 22, "words": "made up", "digest": "0" * 64, "label": "Seen"},
        {"kind": "spell"},
    ]
    key = first(report, "seen")["id"]
    report = save(report, changed(report, key, evidence=[*foreign, *made_up]), therapist)
    assert first(report, "seen")["evidence"] == []
    assert "made up" not in str(report.body)


def test_words_of_evidence_come_from_the_record_never_from_the_form(report: Any, therapist: Any) -> None:
    cited = first(report, "seen")["evidence"][0]
    forged = [cited | {"words": "her father hit her", "label": "Seen, yesterday"}]
    key = first(report, "attendance")["id"]
    report = save(report, changed(report, key, text="Something else.", evidence=forged), therapist)
    assert first(report, "attendance")["evidence"] == [cited]


def test_evidence_changed_before_sealing_has_to_be_cited_again(report: Any, therapist: Any) -> None:
    cited = first(report, "seen")["evidence"][0]
    Observation.of_chart(report.chart).filter(public_id=cited["id"]).update(struck_at=AT)
    with pytest.raises(Refused, match="taken back"):
        actions.sign_report(report=report, by=therapist, at=AT)


def test_a_sealed_report_never_changes(report: Any, therapist: Any) -> None:
    sealed = actions.sign_report(report=report, by=therapist, at=AT)
    with pytest.raises(Conflict, match="already sealed"):
        save(sealed, sealed.body, therapist)
    with pytest.raises(Conflict, match="already sealed"):
        actions.sign_report(report=sealed, by=therapist, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.of_chart(sealed.chart).filter(pk=sealed.pk).update(title="Another")
    assert queries.sealed_of(therapist, sealed).whole
    assert audit.events_of(sealed)[-1] is audit.Event.REPORT_SIGNED


def test_a_stale_save_is_a_conflict_and_the_same_words_are_not(report: Any, therapist: Any) -> None:
    body = changed(report, first(report, "attendance")["id"], text="In my view they came.", stance="opinion")
    for _twice in range(2):
        kept = actions.save_report(report=report, body=body, version=1, by=therapist, at=AT)
    assert kept.version == 2
    with pytest.raises(Conflict):
        actions.save_report(report=report, body=report.body, version=1, by=therapist, at=AT)


def test_only_the_care_team_writes_and_a_trainee_is_cosigned(therapist: Any) -> None:
    trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, trainee)
    report = report_on(full_chart(trainee), trainee)
    with pytest.raises(Refused, match="care team"):
        save(report, report.body, supervisor)
    sealed = actions.sign_report(report=report, by=trainee, at=AT)
    assert queries.sealed_of(supervisor, sealed).awaits
    with pytest.raises(Refused, match="supervisor"):
        actions.cosign_report(report=sealed, by=therapist, at=AT)
    actions.cosign_report(report=sealed, by=supervisor, at=AT)
    assert not queries.sealed_of(supervisor, sealed).awaits


TEXTS = st.one_of(
    st.sampled_from([text for _stance, text in WAYS_ROUND.values()]),
    st.text(max_size=60),
    st.builds("I think {}.".format, st.text(max_size=30)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stance=st.sampled_from(["claim", "opinion", "heading"]), text=TEXTS, keep=st.booleans())
def test_whatever_is_sealed_is_supported(report: Any, therapist: Any, stance: str, text: str, keep: bool) -> None:
    with transaction.atomic():
        fresh = queries.report_for(therapist, report.chart, report.public_id)
        one = first(fresh, "seen")
        evidence = one["evidence"] if keep else []
        fresh = save(fresh, changed(fresh, one["id"], text=text, stance=stance, evidence=evidence), therapist)
        try:
            sealed = actions.sign_report(report=fresh, by=therapist, at=AT)
        except Refused:
            assert findings_in(fresh.body, queries.judged(therapist, fresh).now)
        else:
            assert queries.judged(therapist, sealed).findings == {}
            assert all(row["evidence"] for row in sentences_in(sealed.body) if row["stance"] == "claim")
        transaction.set_rollback(True)
