"""What may happen to a time, a session and an entry, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pentimento.core.kernel.errors import Invalid, OutOfRange, PentimentoError, Refused, TooLarge
from pentimento.practice.encounters import rules

NINE = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

BECOMES = """
booked     cancelled  yes
booked     missed     yes
booked     attended   yes
cancelled  booked     yes
cancelled  attended   no
cancelled  missed     no
missed     booked     yes
missed     attended   no
missed     cancelled  no
attended   booked     no
attended   cancelled  no
attended   missed     no
"""


@pytest.mark.parametrize(("status", "wanted", "may"), [line.split() for line in BECOMES.strip().splitlines()])
def test_how_a_time_stands_follows_the_table(status: str, wanted: str, may: str) -> None:
    assert rules.can_become(status=status, wanted=wanted) is (may == "yes")


@pytest.mark.parametrize(("begins", "minutes", "clashes"), [
    ("08:00", 60, False),  # ends as the other begins
    ("08:00", 61, True),
    ("09:00", 50, True),
    ("09:10", 5, True),  # inside
    ("08:30", 120, True),  # around
    ("09:50", 50, False),  # begins as the other ends
])  # fmt: skip
def test_times_that_touch_do_not_overlap(begins: str, minutes: int, clashes: bool) -> None:
    starts_at = datetime.fromisoformat(f"2026-05-04T{begins}+00:00")
    found = rules.overlapping(starts_at=starts_at, minutes=minutes, taken=[(NINE, 50)])
    assert (found is not None) is clashes


@pytest.mark.parametrize(("minutes", "days", "why"), [
    (4, 0, OutOfRange),
    (481, 0, OutOfRange),
    (50, -367, Invalid),
    (50, 733, Invalid),
])  # fmt: skip
def test_an_absurd_time_is_refused(minutes: int, days: int, why: type[PentimentoError]) -> None:
    with pytest.raises(why):
        rules.check_time(starts_at=NINE + timedelta(days=days), minutes=minutes, at=NINE)


def test_a_time_recorded_afterwards_is_taken() -> None:
    rules.check_time(starts_at=NINE - timedelta(days=300), minutes=50, at=NINE)


@pytest.mark.parametrize(("ahead", "may"), [(timedelta(hours=13), False), (timedelta(hours=12), True), (-HOUR, True)])
def test_a_session_opens_on_its_day(ahead: timedelta, may: bool) -> None:
    assert rules.can_open(starts_at=NINE + ahead, at=NINE) is may


def test_a_session_written_up_later_keeps_its_own_time() -> None:
    ends_at = NINE + HOUR
    assert rules.opening_of(starts_at=NINE, ends_at=ends_at, at=ends_at) == ends_at
    assert rules.opening_of(starts_at=NINE, ends_at=ends_at, at=NINE + timedelta(days=2)) == NINE


def test_a_session_of_the_evening_written_up_before_breakfast_keeps_its_day() -> None:
    evening, morning = NINE + timedelta(hours=11), NINE + timedelta(hours=22)
    assert rules.opening_of(starts_at=evening, ends_at=evening + HOUR, at=morning) == evening


def test_nobody_fails_to_come_before_it_begins() -> None:
    assert not rules.can_miss(starts_at=NINE, at=NINE - HOUR)
    assert rules.can_miss(starts_at=NINE, at=NINE)


@pytest.mark.parametrize(("closed", "sealed", "record", "reopen"), [
    (False, False, True, False),
    (True, False, False, True),
    (True, True, False, False),
])  # fmt: skip
def test_a_sealed_session_stays_closed(closed: bool, sealed: bool, record: bool, reopen: bool) -> None:
    assert rules.can_record(closed=closed, sealed=sealed) is record
    assert rules.can_reopen(closed=closed, sealed=sealed) is reopen


@pytest.mark.parametrize(("stamped_at", "may"), [
    (NINE + timedelta(days=1), True),
    (NINE + timedelta(days=1, seconds=1), False),
    (NINE - timedelta(days=1), True),
    (NINE - timedelta(days=2), False),
    (datetime.max.replace(tzinfo=UTC), False),
    (datetime.min.replace(tzinfo=UTC), False),
])  # fmt: skip
def test_a_stamp_lies_within_a_day(stamped_at: datetime, may: bool) -> None:
    try:
        rules.check_stamp(stamped_at=stamped_at, opened_at=NINE, at=NINE)
    except Invalid:
        assert not may
    else:
        assert may


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_an_entry_says_something(words: str) -> None:
    with pytest.raises(Invalid, match="Write something"):
        rules.check_words(words)


def test_an_entry_is_not_a_book() -> None:
    rules.check_words("x" * rules.WORDS_MOST)
    with pytest.raises(TooLarge):
        rules.check_words("x" * (rules.WORDS_MOST + 1))


def test_control_characters_go_and_lines_stay() -> None:
    assert rules.cleaned("a\x00b\r\nc\rd\te\x1b[31m\ud800") == "ab\nc\nd\te[31m"


@pytest.mark.parametrize(("typed", "kept"), [
    ("oil pastel", "Oil pastel"),
    ("  OIL\n PASTEL ", "Oil pastel"),
    ("Nail  varnish", "Nail varnish"),
])  # fmt: skip
def test_a_medium_is_spelt_as_in_the_list(typed: str, kept: str) -> None:
    assert rules.medium_named(typed) == kept


@pytest.mark.parametrize("typed", ["", " \x00 ", "x" * 81])
def test_a_medium_has_a_name_in_one_line(typed: str) -> None:
    with pytest.raises(Invalid):
        rules.medium_named(typed)


def test_the_list_of_media_has_no_doubles() -> None:
    assert len({medium.casefold() for medium in rules.MEDIA}) == len(rules.MEDIA)


@pytest.mark.parametrize("status", ["discharged", "declined"])
def test_nobody_is_booked_after_the_end(status: str) -> None:
    with pytest.raises(Refused, match="new referral"):
        rules.check_can_book(status=status)


@pytest.mark.parametrize("pad", ["", "Seen", "private", "seen\x00", "note"])
def test_there_are_four_pads(pad: str) -> None:
    with pytest.raises(Invalid):
        rules.check_pad(pad)


@pytest.mark.parametrize("key", ["", "x" * 37, "a b", "../..", "a\n"])
def test_a_key_is_short_and_plain(key: str) -> None:
    with pytest.raises(Invalid):
        rules.check_key(key)
