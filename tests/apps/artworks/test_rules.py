"""What may be done with artworks, as plain sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pentimento.core.kernel.errors import Conflict, Invalid, Refused
from pentimento.practice.artworks import rules

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("capacity", "shares", "sees"),
    [
        ("lead", False, True),
        ("trainee", False, True),
        ("", False, True),  # a supervisor has no capacity of their own
        ("member", False, False),
        ("member", True, True),
    ],
)
def test_a_further_member_sees_works_only_where_the_client_shares_them(capacity: str, shares: bool, sees: bool) -> None:
    assert rules.sees_shared_works(capacity=capacity, shares=shares) is sees


def test_a_work_cannot_be_made_tomorrow_nor_in_another_century() -> None:
    rules.check_made_on(TODAY, today=TODAY)
    for absurd in (date(2026, 5, 5), date(1, 1, 1), date(1900, 1, 1)):
        with pytest.raises(Invalid):
            rules.check_made_on(absurd, today=TODAY)


@pytest.mark.parametrize("size", [0, -1, 20_001])
def test_a_size_is_one_that_a_thing_can_have(size: int) -> None:
    rules.check_size(None, 1, 20_000)
    with pytest.raises(Invalid):
        rules.check_size(size)


def test_makers_are_parts_and_never_names() -> None:
    rules.check_makers(["client", "group"])
    for wrong in ([], ["Ana Sousa"], ["client", "patient"]):
        with pytest.raises(Invalid):
            rules.check_makers(wrong)


def test_nobody_overwrites_what_they_have_not_seen() -> None:
    rules.check_version(theirs=3, ours=3)
    with pytest.raises(Conflict):
        rules.check_version(theirs=4, ours=3)


def test_disposing_wants_a_tick_and_is_final() -> None:
    rules.check_can_decide(choice="dispose", confirmed=True, custody="held")
    assert not rules.can_decide(choice="dispose", confirmed=False, custody="held")
    assert not rules.can_decide(choice="burn", confirmed=True, custody="held")
    with pytest.raises(Refused):
        rules.check_can_decide(choice="keep", confirmed=True, custody="disposed")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ('a"; filename="b.html\r\nX: y', "a-filename-b.jpg"),
        ("Ünïcode ☂.heic", "Unicode.jpg"),
        ("", "artwork.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("x" * 500 + ".png", "x" * 80 + ".jpg"),
    ],
)
def test_a_download_has_a_harmless_name_and_its_true_kind(name: str, safe: str) -> None:
    assert rules.file_name(name, suffix="jpg") == safe


def test_a_picture_turns_round_in_four_quarters() -> None:
    turn = 0
    for expected in (90, 180, 270, 0):
        turn = rules.turned_by(turn, 90)
        assert turn == expected
    with pytest.raises(Invalid):
        rules.check_degrees(45)
