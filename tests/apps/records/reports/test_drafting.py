"""The draft of a report rests on the record from its first word to its last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from apps.records.reports.cast_of_reports import AT, FROM, TO, artwork, first, full_chart, report_on, score
from pentimento.core.kernel.errors import Invalid
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records import queries
from pentimento.practice.records.rules.reports import sentences_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist() -> Any:
    return factories.person()


def test_every_sentence_of_a_draft_is_supported_by_what_it_cites(therapist: Any) -> None:
    report = report_on(full_chart(therapist), therapist)
    findings = queries.judged(therapist, report).findings
    texts = {one["id"]: one["text"] for one in sentences_in(report.body)}
    assert findings == {}, {texts[key]: [str(why) for why in whys] for key, whys in findings.items()}
    assert len(texts) > 12


def test_a_draft_says_what_was_recorded_and_what_may_be_noise(therapist: Any) -> None:
    report = report_on(full_chart(therapist), therapist)
    text = "\n".join(one["text"] for one in sentences_in(report.body))
    assert "5 sessions were held, from 4 May 2026 to 29 June 2026." in text
    assert "One booked session did not take place: 23 July 2026." in text
    assert "“Stay at the shared table”" in text
    assert "rated −1 on 4 May 2026 and +1 on 29 June 2026: Stays for ten minutes." in text
    assert "T = 60.0, where 50 is as expected" in text
    assert "9 of 27 on 29 June 2026" in text
    assert "That is 9 points lower, at least the 6 points that count as reliable change" in text
    assert "measurement error alone" in text
    assert "A work which the client called “The red bridge” was made on 18 May 2026" in text
    assert first(report, "opinion")["stance"] == "opinion"


def test_what_lies_outside_the_period_stays_out(therapist: Any) -> None:
    client = full_chart(therapist)
    report = report_on(client, therapist, period_from=date(2026, 6, 15), period_to=date(2026, 6, 30))
    text = "\n".join(one["text"] for one in sentences_in(report.body))
    assert "2 sessions were held" in text
    assert "18 May" not in text
    assert "18 of 27 on 4 May 2026" in text, "the last score before the period is what a change is told from"
    assert queries.judged(therapist, report).findings == {}


def test_an_empty_chart_gives_a_report_with_every_heading_and_no_sentence(therapist: Any) -> None:
    report = report_on(factories.client(therapist), therapist)
    assert list(sentences_in(report.body)) == []
    assert report.body[0]["key"] == "attendance"


def test_a_period_in_the_future_or_backwards_is_refused(therapist: Any) -> None:
    client = factories.client(therapist)
    for frm, to in (
        (date(2026, 9, 2), date(2026, 9, 1)),
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(1, 1, 1), AT.date()),
    ):
        with pytest.raises(Invalid):
            report_on(client, therapist, period_from=frm, period_to=to)


def test_sent_twice_with_one_key_it_is_one_report(therapist: Any) -> None:
    client = full_chart(therapist)
    made = [report_on(client, therapist, entry_key="k" * 22) for _ in range(2)]
    assert made[0].pk == made[1].pk
    assert len(queries.reports_of(therapist, client.chart)) == 1


def test_a_prorated_total_is_called_prorated_and_the_sentence_stands(therapist: Any) -> None:
    client = full_chart(therapist)
    Giving.scoped(therapist).filter(total=18).update(total=18.29, missing=2, prorated=True)
    report = report_on(client, therapist)
    text = "\n".join(one["text"] for one in sentences_in(report.body))
    assert "it was 18.3 of 27 (prorated from 7 of 9 answers) on 4 May 2026." in text
    assert queries.judged(therapist, report).findings == {}
    words = [e["words"] for one in sentences_in(report.body) for e in one["evidence"] if e["kind"] == "score"]
    assert any("prorated from 7 of 9 answers" in said for said in words)


def test_a_measure_without_a_total_is_told_as_given(therapist: Any) -> None:
    client = full_chart(therapist)
    giving = score(client, therapist, 0, date(2026, 6, 1), "gad-7")
    Giving.scoped(therapist).filter(pk=giving.pk).update(total=None, missing=4)
    Giving.scoped(therapist).filter(total=18).update(total=None, missing=5)
    report = report_on(client, therapist)
    texts = [one["text"] for one in next(p for p in report.body if p["key"] == "measures")["sentences"]]
    assert "GAD-7: given on 1 June 2026, no total; 3 of 7 items were answered." in texts
    assert "PHQ-9: given on 4 May 2026, no total; 4 of 9 items were answered." in texts
    assert "PHQ-9: 9 of 27 on 29 June 2026, in the published band “mild”." in texts
    assert queries.judged(therapist, report).findings == {}


def test_the_thread_says_which_totals_were_prorated(therapist: Any) -> None:
    client = full_chart(therapist)
    Giving.scoped(therapist).filter(total=18).update(total=18.29, missing=2, prorated=True)
    thread = queries.thread_of(therapist, client.chart, start=FROM, end=TO, today=TO)
    first, last = next(lane for lane in thread.lanes if lane.kind == "scores").things
    assert "18.3, prorated from 7 of 9 answers" in first.label
    assert (first.hollow, last.hollow) == (True, False)


def test_works_without_a_title_are_told_in_one_sentence(therapist: Any) -> None:
    client = factories.client(therapist)
    for month in (5, 6, 7):
        artwork(client, therapist, "", date(2026, month, 4))
    report = report_on(client, therapist)
    texts = [one["text"] for one in sentences_in(report.body)]
    assert texts == [
        "3 works were made in this period.",
        "3 works without a title were made on 4 May 2026, 4 June 2026, and 4 July 2026 (gouache).",
    ]
    assert queries.judged(therapist, report).findings == {}


def test_the_same_sentence_is_said_once_and_rests_on_everything_it_was_said_of(therapist: Any) -> None:
    client = factories.client(therapist)
    for _n in range(2):
        artwork(client, therapist, "Bridge", date(2026, 5, 4))
    said = [one for one in sentences_in(report_on(client, therapist).body) if "Bridge" in one["text"]]
    assert [len(one["evidence"]) for one in said] == [2]


def test_a_period_of_one_day_is_called_by_its_day(therapist: Any) -> None:
    client = full_chart(therapist)
    report = report_on(client, therapist, period_from=date(2026, 5, 4), period_to=date(2026, 5, 4))
    assert report.title == "Progress report, 4 May 2026"


def test_what_was_observed_keeps_its_first_letter(therapist: Any) -> None:
    report = report_on(full_chart(therapist), therapist)
    assert any(": paints the 2 arches" in one["text"] for one in sentences_in(report.body))
