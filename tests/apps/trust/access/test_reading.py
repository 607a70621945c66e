"""Opening a chart leaves a trace, and so does being refused one."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from pentimento.core.kernel.errors import NotFound
from pentimento.trust import audit
from pentimento.trust.access.reading import QUIET, open_chart
from pentimento.trust.audit.models import Entry

pytestmark = pytest.mark.django_db


def trace(chart) -> list[tuple[str, int]]:
    return [(entry.event, entry.by_id) for entry in reversed(audit.readings_of(chart))]


def test_reading_a_page_again_within_a_quarter_of_an_hour_is_one_reading():
    therapist = factories.person()
    chart = factories.chart(therapist)
    for minutes in (0, 5, 14):
        open_chart(therapist, chart.public_id, at=factories.NOON + timedelta(minutes=minutes), what="the wall")
    open_chart(therapist, chart.public_id, at=factories.NOON + QUIET + timedelta(minutes=1), what="the wall")
    assert trace(chart) == [("CHART_READ", therapist.pk)] * 2


def test_asking_for_somebody_elses_chart_is_recorded_once_and_refused_every_time():
    chart, stranger = factories.chart(factories.person()), factories.person()
    for minutes in (0, 1):
        with pytest.raises(NotFound):
            open_chart(stranger, chart.public_id, at=factories.NOON + timedelta(minutes=minutes), what="the wall")
    assert trace(chart) == [("CHART_REFUSED", stranger.pk)]


def test_asking_for_a_chart_that_is_not_there_leaves_no_trace():
    somebody = factories.person()
    with pytest.raises(NotFound):
        open_chart(somebody, "x" * 22, at=factories.NOON, what="the wall")
    assert not Entry.objects.filter(by=somebody).exists()
