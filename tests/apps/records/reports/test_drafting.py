"""The draft of a report rests on the record from its first word to its last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from apps.records.reports.cast_of_reports import AT, first, full_chart, report_on
from pentimento.core.kernel.errors import Invalid
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
