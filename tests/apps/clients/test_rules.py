"""The rules as tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid, Refused
from pentimento.practice.clients import rules

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(("born", "says"), [
    (None, None),
    (date(2026, 5, 4), None),
    (date(1906, 5, 4), None),
    (date(2026, 5, 5), "in the future"),
    (date(1905, 5, 4), "more than 120 years"),
    (date(1, 1, 1), "more than 120 years"),
])  # fmt: skip
def test_a_birth_date_is_within_living_memory(born: date | None, says: str | None) -> None:
    if says is None:
        rules.check_birth_date(born, on=TODAY)
    else:
        with pytest.raises(Invalid, match=says):
            rules.check_birth_date(born, on=TODAY)


@pytest.mark.parametrize(("born", "age"), [
    (date(2010, 5, 4), 16), (date(2010, 5, 5), 15), (date(2008, 2, 29), 18), (date(2026, 5, 4), 0),
])  # fmt: skip
def test_age_counts_whole_years(born: date, age: int) -> None:
    assert rules.age_on(born, on=TODAY) == age


# age, agreed, by the client, guardian may consent, the child's words -> what is missing
GIVERS = [
    (34, True, True, False, "", None),
    (16, True, True, False, "", None),
    (15, True, True, False, "Yes please", "under 16"),
    (15, True, False, True, "", "own words"),
    (15, True, False, True, "Yes please", None),
    (15, True, False, False, "Yes please", "may not consent"),
    (34, True, False, True, "", None),
    (34, True, False, False, "", "may not consent"),
    (None, True, True, False, "", "birth date"),
    (None, False, True, False, "", None),
    (7, False, True, False, "", None),
    (7, False, False, False, "", None),
]


@pytest.mark.parametrize(("age", "agreed", "by_client", "may_consent", "assent", "missing"), GIVERS)
def test_a_yes_depends_on_age_and_a_no_on_nobody(
    age: int | None, agreed: bool, by_client: bool, may_consent: bool, assent: str, missing: str | None
) -> None:
    answer = {"age": age, "agreed": agreed, "by_client": by_client, "may_consent": may_consent, "assent": assent}
    if missing is None:
        rules.check_giver(**answer)
    else:
        with pytest.raises(Invalid, match=missing):
            rules.check_giver(**answer)


@pytest.mark.parametrize(("outcome", "reason", "on", "says"), [
    ("accepted", "", TODAY, None),
    ("declined", "Too far away", TODAY, None),
    ("declined", "", TODAY, "Say why"),
    ("waiting", "", TODAY, "Choose"),
    ("accepted", "", date(2026, 5, 5), "future"),
    ("accepted", "", date(2026, 4, 30), "older than the referral"),
])  # fmt: skip
def test_a_decision_follows_the_referral_and_a_no_says_why(
    outcome: str, reason: str, on: date, says: str | None
) -> None:
    asked = {"outcome": outcome, "reason": reason, "received_on": date(2026, 5, 1), "on": on, "today": TODAY}
    if says is None:
        rules.check_decision(**asked)
    else:
        with pytest.raises(Invalid, match=says):
            rules.check_decision(**asked)


@pytest.mark.parametrize(("on_team", "may", "outcome", "can"), [
    (True, True, "waiting", True), (False, True, "waiting", False), (True, False, "waiting", False),
    (True, True, "accepted", False), (True, True, "declined", False),
])  # fmt: skip
def test_a_referral_is_decided_once_by_the_care_team(on_team: bool, may: bool, outcome: str, can: bool) -> None:
    assert rules.can_decide(on_team=on_team, may=may, outcome=outcome) is can


@pytest.mark.parametrize(
    ("leads", "left", "can"), [(False, 1, True), (True, 1, False), (False, 0, False), (True, 0, False)]
)
def test_somebody_qualified_stays(leads: bool, left: int, can: bool) -> None:
    assert rules.can_leave(leads=leads, qualified_left=left) is can


@pytest.mark.parametrize(("agreed", "withdrawn", "on", "reason", "error"), [
    (True, False, TODAY, "Changed her mind", None),
    (False, False, TODAY, "x", Refused),
    (True, True, TODAY, "x", Refused),
    (True, False, TODAY, "", Invalid),
    (True, False, date(2026, 4, 1), "x", Invalid),
    (True, False, date(2026, 5, 5), "x", Invalid),
])  # fmt: skip
def test_a_yes_is_taken_back_once_with_a_reason(
    agreed: bool, withdrawn: bool, on: date, reason: str, error: type[Exception] | None
) -> None:
    asked = {"agreed": agreed, "withdrawn": withdrawn, "starts_on": date(2026, 5, 1), "on": on, "today": TODAY}
    if error is None:
        rules.check_withdrawal(reason=reason, **asked)
    else:
        with pytest.raises(error):
            rules.check_withdrawal(reason=reason, **asked)


@pytest.mark.parametrize(("typed", "kept"), [
    ("  Ada \t Lovelace\n", "Ada Lovelace"), ("a\x00b\x07c", "abc"), ("\u202egnirts\u202c", "gnirts"),
    ("Zero\u200bWidth", "ZeroWidth"), ("می\u200cخواهم", "می\u200cخواهم"), ("\ufeff", ""),
])  # fmt: skip
def test_a_name_is_kept_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert rules.cleaned_line(typed) == kept


@pytest.mark.parametrize(("words", "plain"), [
    ("Zoë", "zoe"), ("ÅNGSTRÖM", "angstrom"), ("Straße", "strasse"), ("Łukasz Ørsted", "lukasz orsted"),
    ("İpek", "ipek"), ("Smith-Jones", "smith jones"), ("!?", ""), ("ﬁona", "fiona"),
])  # fmt: skip
def test_folding_takes_away_case_and_accents(words: str, plain: str) -> None:
    assert rules.folded(words) == plain


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert rules.folded(rules.folded(words)) == rules.folded(words)


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    assert rules.cleaned_line(rules.cleaned_line(words)) == rules.cleaned_line(words)


@given(st.text(min_size=1, max_size=40), st.data())
def test_every_beginning_of_every_word_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    kept = rules.search_words([name], number="C00042")
    for word in rules.folded(name).split():
        typed = word[: data.draw(st.integers(1, len(word)))]
        assert any(there.startswith(rules.folded(typed).split()[0]) for there in kept if rules.folded(typed))
