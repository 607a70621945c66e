"""A device is let in by a code: once, for minutes, and not after somebody put an end to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

import factories
from factories import NOON
from pentimento.core.kernel.errors import Refused
from pentimento.trust import audit
from pentimento.trust.access import lending
from pentimento.trust.access.models import Loan
from pentimento.trust.audit import Event

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(settings: Any) -> None:
    settings.PENTIMENTO_AUDIT_HEAD = None


@pytest.fixture
def ada() -> Any:
    return factories.person()


@pytest.fixture
def chart(ada: Any) -> Any:
    return factories.chart(ada)


def lend(chart: Any, by: Any, *, about: str = "a session", at: Any = NOON) -> tuple[Loan, str]:
    return lending.lend(chart=chart, kind="camera", about=about, by=by, at=at)


def come_in(code: str, *, device: str = "", address: str = "192.0.2.7", at: Any = NOON) -> tuple[Loan, str]:
    return lending.come_in(code=code, device=device, address=address, at=at)


def test_the_first_device_is_let_in_and_known_again(chart: Any, ada: Any) -> None:
    lent, code = lend(chart, ada)
    loan, device = come_in(code)
    assert loan == lent == lending.loan_of(device, kind="camera", at=NOON + 9 * MINUTE)
    assert come_in(code, device=device)[1] == device
    assert audit.events_of(lent) == [Event.DEVICE_LENT, Event.DEVICE_TAKEN]


def test_a_code_may_be_typed_as_people_type(chart: Any, ada: Any) -> None:
    loan, code = lend(chart, ada)
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:].replace('0', 'o').replace('1', 'l')}"
    assert come_in(typed)[0] == loan


def test_a_second_device_is_refused_and_the_trail_says_so(chart: Any, ada: Any) -> None:
    loan, code = lend(chart, ada)
    _loan, first = come_in(code)
    for device in ("", "somebody else's", first[:-1]):
        with pytest.raises(Refused, match="another phone"):
            come_in(code, device=device)
    assert lending.loan_of(first, kind="camera", at=NOON) == loan
    assert audit.events_of(loan).count(Event.DEVICE_REFUSED) == 3


def test_neither_code_nor_device_is_written_down(chart: Any, ada: Any) -> None:
    _loan, code = lend(chart, ada)
    _loan, device = come_in(code)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rows = repr(cursor.execute(f'SELECT * FROM "{table}"').fetchall())
            assert code not in rows and device not in rows, table


@pytest.mark.parametrize("minutes", [10, 11, 10_000])
def test_it_lasts_for_minutes(chart: Any, ada: Any, minutes: int) -> None:
    _loan, code = lend(chart, ada)
    _loan, device = come_in(code, at=NOON + 9 * MINUTE)
    with pytest.raises(Refused, match="over"):
        lending.loan_of(device, kind="camera", at=NOON + minutes * MINUTE)
    _other, unused = lend(chart, ada, about="another")
    with pytest.raises(Refused, match="over"):
        come_in(unused, at=NOON + minutes * MINUTE)


def test_what_was_begun_in_time_may_have_a_little_longer_but_not_after_an_end(chart: Any, ada: Any) -> None:
    loan, code = lend(chart, ada)
    _loan, device = come_in(code)
    late = {"kind": "camera", "at": NOON + 15 * MINUTE, "leeway": 10 * MINUTE}
    assert lending.loan_of(device, **late) == loan
    lending.end(lending.loans_by(ada), by=ada, at=NOON + MINUTE)
    with pytest.raises(Refused, match="over"):
        lending.loan_of(device, **late)


def test_a_new_code_ends_the_one_before_it_for_the_same_thing_only(chart: Any, ada: Any) -> None:
    first, first_code = lend(chart, ada)
    _other, other_code = lend(chart, ada, about="another")
    _second, second_code = lend(chart, ada)
    with pytest.raises(Refused, match="over"):
        come_in(first_code)
    assert come_in(second_code) and come_in(other_code)
    assert audit.events_of(first) == [Event.DEVICE_LENT, Event.DEVICE_ENDED]


def test_ending_what_is_over_is_not_recorded_twice(chart: Any, ada: Any) -> None:
    loan, _code = lend(chart, ada)
    assert [lending.end(lending.loans_by(ada), by=ada, at=NOON) for _turn in range(2)] == [1, 0]
    assert audit.events_of(loan) == [Event.DEVICE_LENT, Event.DEVICE_ENDED]


def test_somebody_who_left_lets_nobody_in(chart: Any, ada: Any) -> None:
    _loan, code = lend(chart, ada)
    _loan, device = come_in(code)
    ada.is_active = False
    ada.save()
    with pytest.raises(Refused, match="over"):
        lending.loan_of(device, kind="camera", at=NOON)


def test_a_device_is_for_what_it_was_lent_for(chart: Any, ada: Any) -> None:
    _loan, code = lend(chart, ada)
    _loan, device = come_in(code)
    for device_here, kind in ((device, "canvas"), ("", "camera"), ("nobody's", "camera")):
        with pytest.raises(Refused, match="not been let in"):
            lending.loan_of(device_here, kind=kind, at=NOON)


def test_whoever_guesses_is_held_up_and_nobody_else(chart: Any, ada: Any) -> None:
    _loan, code = lend(chart, ada)
    for guess in range(20):
        with pytest.raises(Refused, match="not known"):
            come_in(f"GUESS{guess}")
    with pytest.raises(Refused, match="Too many tries"):
        come_in(code)
    assert come_in(code, address="198.51.100.4")


def test_a_code_has_sixty_bits(chart: Any, ada: Any) -> None:
    codes = [lend(chart, ada, about=str(turn))[1] for turn in range(40)]
    assert len(lending.LETTERS) ** lending.LENGTH == 2**60
    assert len(set(codes)) == 40 and set("".join(codes)) <= set(lending.LETTERS)
