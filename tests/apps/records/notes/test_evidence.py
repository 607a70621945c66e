"""What a sentence may rest on: one resolver, behind the door, with digests that notice a change."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from factories import NOON
from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.encounters.models import Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import GoalRating
from pentimento.practice.records.rules.shown import KINDS

DAY = NOON.date()


def test_everything_in_a_period_comes_in_fourteen_statements(sealed, django_assert_num_queries):
    with django_assert_num_queries(14):
        found = queries.everything_in(sealed.therapist, sealed.chart, DAY, DAY)
    assert {one.kind for one in found} == set(KINDS) - {
        "appointment",
        "review",
        "decision",
    }  # none missed, none at the end
    assert all(one.on == DAY and one.digest and one.label for one in found)


def test_more_of_everything_costs_no_more(sealed, django_assert_num_queries):
    for minute in range(30):
        Observation.add(
            chart=sealed.chart, encounter=sealed.encounter, kind="seen", words="again", stamped_at=NOON,
            author=sealed.therapist, client_key=f"more-{minute}",
        )  # fmt: skip
    with django_assert_num_queries(14):
        queries.everything_in(sealed.therapist, sealed.chart, DAY, DAY)


def test_a_period_has_both_its_days_and_no_others(sealed):
    assert queries.everything_in(sealed.therapist, sealed.chart, DAY + timedelta(days=1), DAY + timedelta(days=9)) == []
    earlier = queries.everything_in(sealed.therapist, sealed.chart, DAY - timedelta(days=30), DAY - timedelta(days=1))
    assert [one.words for one in earlier] == ["PHQ-9 15 of 27, in the band “moderately severe”."]


def test_each_thing_is_found_again_by_kind_and_id(sealed):
    for one in queries.everything_in(sealed.therapist, sealed.chart, DAY, DAY):
        assert queries.evidence_for(sealed.therapist, sealed.chart, one.kind, one.public_id) == one


def test_a_kind_does_not_answer_for_another(sealed):
    seen = Observation.scoped(sealed.therapist).filter(kind="seen").first()
    for kind in ("said", "artwork", "response", "process_note", ""):
        with pytest.raises(NotFound):
            queries.evidence_for(sealed.therapist, sealed.chart, kind, seen.public_id)


def test_nothing_of_another_chart_or_to_a_stranger(sealed):
    stranger, desk = factories.person(), factories.person("front_desk")
    other = factories.client(sealed.therapist).chart
    seen = Observation.scoped(sealed.therapist).first()
    with pytest.raises(NotFound):
        queries.evidence_for(sealed.therapist, other, "seen", seen.public_id)
    for somebody in (stranger, desk, None):
        assert queries.everything_in(somebody, sealed.chart, DAY, DAY) == []


@pytest.mark.parametrize("kind, change", [
    ("seen", lambda v: Observation.scoped(v).filter(kind="seen").update(words="other words")),
    ("artwork", lambda v: Artwork.scoped(v).update(title="Another title")),
    ("score", lambda v: Giving.scoped(v).update(total=3)),
])  # fmt: skip
def test_a_changed_thing_has_another_digest(room, kind, change):
    def digests():
        return [one.digest for one in queries.everything_in(room.therapist, room.chart, DAY, DAY) if one.kind == kind]

    before = digests()
    change(room.therapist)
    assert before and not set(before) & set(digests())


def test_amending_a_note_changes_what_rests_on_it(sealed):
    before = queries.evidence_for(sealed.therapist, sealed.chart, "note", sealed.note.public_id)
    actions.amend_note(note=sealed.note, words="Ten minutes.", reason="Misread", by=sealed.therapist, at=NOON)
    after = queries.evidence_for(sealed.therapist, sealed.chart, "note", sealed.note.public_id)
    assert before.digest != after.digest


def test_a_rating_given_again_leaves_the_old_one_withdrawn_and_verifiable(room):
    old = GoalRating.scoped(room.therapist).get()
    cited = queries.evidence_for(room.therapist, room.chart, "rating", old.public_id)
    goal = queries.goals_of(room.therapist, room.chart)[0]
    new = actions.rate_goal(goal=goal, level=-1, on=DAY, by=room.therapist, at=NOON, encounter=room.encounter)
    now = queries.evidence_for(room.therapist, room.chart, "rating", old.public_id)
    assert (now.digest, now.withdrawn, new.replaces_id) == (cited.digest, True, old.pk)


def test_what_was_struck_retracted_or_corrected_is_withdrawn(room):
    Observation.scoped(room.therapist).update(struck_at=NOON)
    Artwork.scoped(room.therapist).update(retracted_at=NOON)
    Giving.scoped(room.therapist).update(is_current=False)
    kinds = {one.kind for one in queries.everything_in(room.therapist, room.chart, DAY, DAY)}
    assert not kinds & {"seen", "said", "hypothesis", "artwork", "score"}
    seen = Observation.scoped(room.therapist).filter(kind="seen").first()
    assert queries.evidence_for(room.therapist, room.chart, "seen", seen.public_id).withdrawn
