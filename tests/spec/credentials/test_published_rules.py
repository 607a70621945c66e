"""What the bodies that grant credentials ask for, as tables somebody in the trade can check."""

from __future__ import annotations

from datetime import date

import pytest

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.rules.credentials import credential, credentials, group_rule, group_rules
from pentimento.profession.portfolio.rules.hours import Held, Learnt, Met, Recorded, Work, judge

DEGREE = date(2023, 6, 30)
TODAY = date(2026, 11, 22)
CERTIFIED = frozenset({"ATR", "ATR-BC"})

# credential, route, need, hours
HOURS = [
    ("atr", "approved", "direct", 1000),
    ("atr", "approved", "supervision", 100),
    ("atr", "approved", "board-certified", 50),
    ("atr", "related", "direct", 1500),
    ("atr", "related", "supervision", 150),
    ("atr-bc", "recertification", "credits", 100),
    ("atr-bc", "recertification", "ethics", 6),
    ("lcat-new-york", "licence", "practice", 1500),
    ("lcat-new-york", "licence", "direct", 1000),
]


@pytest.mark.parametrize(("key", "route", "need", "hours"), HOURS)
def test_the_hours_are_those_that_are_published(key: str, route: str, need: str, hours: int) -> None:
    assert credential(key).rules_for(route, degree_on=DEGREE, on=TODAY).need(need).hours == hours


def atr(recorded: Recorded, route: str = "approved", on: date = TODAY):  # type: ignore[no-untyped-def]
    """How somebody stands against the rules for the ATR."""
    rules = credential("atr").rules_for(route, degree_on=recorded.degree_on, on=on)
    return judge(rules, recorded, on=on)


def worked(hours: int, on: date = date(2024, 1, 1)) -> tuple[Work, ...]:
    return tuple(Work(on, 60, True) for _ in range(hours))


def met(hours: int, *, holds: frozenset[str] = CERTIFIED, people: int = 1) -> tuple[Met, ...]:
    return tuple(Met(date(2024, 2, 1), 60, people, "s", "Sam", holds) for _ in range(hours))


PROVISIONAL = (Held("ATR-P", date(2023, 8, 1)),)


def test_a_thousand_hours_and_a_hundred_of_supervision_meet_the_atr_after_an_approved_degree() -> None:
    found = atr(Recorded(worked(1000), met(50) + met(50, holds=frozenset({"ATR"})), held=PROVISIONAL, degree_on=DEGREE))
    assert found.met
    assert found.missing == ()


def test_at_least_half_of_the_supervision_is_with_a_board_certified_therapist() -> None:
    found = atr(Recorded(worked(1000), met(49) + met(60, holds=frozenset({"ATR"})), held=PROVISIONAL, degree_on=DEGREE))
    assert [result.need.key for result in found.missing] == ["board-certified"]
    assert found.result("board-certified").short == 1
    assert "did not hold ATCS or ATR-BC" in found.result("board-certified").left_out[0].why


def test_after_a_related_degree_all_supervision_is_with_a_board_certified_therapist() -> None:
    found = atr(
        Recorded(worked(1500), met(149) + met(40, holds=frozenset({"ATR"})), held=PROVISIONAL, degree_on=DEGREE),
        "related",
    )
    assert found.result("direct").met
    assert found.result("supervision").have == 149
    assert not found.met


def test_the_rule_for_related_degrees_began_in_august_2019() -> None:
    with pytest.raises(NotFound, match="2019-08-01"):
        credential("atr").rules_for("related", degree_on=date(2019, 7, 31), on=date(2025, 1, 1))
    assert credential("atr").rules_for("related", degree_on=date(2019, 8, 1), on=date(2025, 1, 1))


def test_seven_years_after_the_degree_todays_rules_hold() -> None:
    assert credential("atr").rules_for("related", degree_on=date(2019, 7, 31), on=date(2026, 7, 31))


def test_the_provisional_credential_is_asked_for_from_july_2024() -> None:
    nothing = Recorded(degree_on=DEGREE)
    assert "provisional" not in [result.need.key for result in atr(nothing, on=date(2024, 6, 30)).results]
    assert "provisional" in [result.need.key for result in atr(nothing, on=date(2024, 7, 1)).missing]


def test_hours_before_the_degree_do_not_count_and_are_told() -> None:
    found = atr(Recorded(worked(3, on=date(2023, 6, 29)) + worked(2), degree_on=DEGREE)).result("direct")
    assert found.have == 2
    assert [(one.why, one.times, one.hours) for one in found.left_out] == [("before the degree", 3, 3.0)]


def test_an_hour_in_a_group_of_four_is_a_quarter_of_an_hour_for_the_atr() -> None:
    assert atr(Recorded(met=met(1, people=4), degree_on=DEGREE)).result("supervision").have == 0.25


def test_without_the_day_of_the_degree_nothing_is_counted_and_it_says_why() -> None:
    found = atr(Recorded(worked(1000), met(100), held=PROVISIONAL)).result("direct")
    assert not found.met
    assert "degree" in found.waits


def test_a_kentucky_group_of_seven_does_not_count() -> None:
    rules = credential("lpat-kentucky").rules_for("licence", degree_on=DEGREE, on=TODAY)
    held = frozenset({"LPAT"})
    six, seven = (
        judge(rules, Recorded(met=met(1, holds=held, people=people), degree_on=DEGREE), on=TODAY).result("supervision")
        for people in (6, 7)
    )
    assert six.have == 1
    assert seven.have == 0
    assert seven.left_out[0].why == "a group of more than 6"


def test_kentucky_allows_six_in_a_group_and_the_atcb_any_number() -> None:
    kentucky, atcb = group_rule("kentucky"), group_rule("atcb")
    assert kentucky is not None
    assert atcb is not None
    assert (kentucky.most, atcb.most) == (6, None)


def test_new_york_counts_record_keeping_but_a_thousand_hours_are_with_clients() -> None:
    rules = credential("lcat-new-york").rules_for("licence", degree_on=DEGREE, on=TODAY)
    paper = tuple(Work(date(2024, 1, 1), 60, False) for _ in range(600))
    found = judge(rules, Recorded((*worked(900), *paper), degree_on=DEGREE), on=TODAY)
    assert found.result("practice").met
    assert found.result("direct").short == 100


def learnt(on: date, kind: str = "course", topic: str = "", minutes: int = 60, said: bool = True) -> Learnt:
    return Learnt(on, minutes, kind, topic, said)


def test_continuing_education_counts_five_years_back_and_six_hours_of_ethics_are_part_of_it() -> None:
    rules = credential("atr-bc").rules_for("recertification", degree_on=None, on=TODAY)
    log = tuple(
        learnt(date(2025, 1, 1), topic="ethics" if n < 5 else "supervision" if n < 11 else "") for n in range(99)
    )
    found = judge(rules, Recorded(learnt=(*log, learnt(date(2021, 11, 22)), learnt(date(2020, 1, 1)))), on=TODAY)
    assert found.result("credits").have == 99
    assert found.result("ethics").short == 1
    assert found.result("supervision-training").met
    assert sum(one.times for one in found.result("credits").left_out) == 2


def test_the_hcpc_asks_for_a_mixture_without_a_long_gap_and_for_no_hours() -> None:
    rules = credential("hcpc-cpd").rules_for("registrant", degree_on=None, on=TODAY)
    every_quarter = [date(2024, 12, 1), date(2025, 3, 1), date(2025, 7, 1), date(2025, 11, 1), date(2026, 4, 1)]
    log = tuple(learnt(day, kind="course" if n else "reading") for n, day in enumerate(every_quarter))
    held = (Held("HCPC", date(2020, 1, 1)),)
    assert not judge(rules, Recorded(learnt=log, held=held), on=TODAY).met, "the last eight months are empty"
    assert judge(rules, Recorded(learnt=(*log, learnt(date(2026, 9, 1))), held=held), on=TODAY).met
    assert not any(need.hours for need in rules.needs)


def test_every_rule_names_its_source_and_the_day_from_which_it_holds() -> None:
    needs = [need for one in credentials() for rules in one.rules for need in rules.needs]
    assert len(needs) > 15
    assert all(need.source and need.says and need.in_force for need in needs)
    assert all(rule.source and rule.url and rule.in_force for rule in group_rules())
    assert any(need.check for need in needs), "what was not seen in print is marked"
