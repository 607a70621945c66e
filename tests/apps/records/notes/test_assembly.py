"""A draft says what was recorded, in the section it belongs to, and nothing else."""

from __future__ import annotations

import re

import pytest

from factories import NOON
from pentimento.core.kernel.errors import NotFound
from pentimento.core.reference.shelf import shipped
from pentimento.practice.encounters.actions import write
from pentimento.practice.encounters.models import Observation
from pentimento.practice.records.queries.notes import desk_for, recorded_in
from pentimento.practice.records.rules.assembly import assemble, listed, quoted, sentence
from pentimento.practice.records.rules.templates import template, templates

VERDICTS = re.compile(r"\b(indicat\w*|suggests?|shows? that|proves?|diagnos\w*|symptom\w*|patient|clearly)\b", re.I)


def draft(room, key):
    return assemble(template(key), recorded_in(room.therapist, room.encounter, at=NOON)).texts


def test_the_art_therapy_note_tells_the_session_in_order(room):
    texts = draft(room, "art-therapy")
    assert texts["presentation"] == "A session of 50 minutes on 4 May 2026.\n\nCame in with her coat on."
    assert texts["intervention"] == (
        "The directive was: “Make a place where somebody could wait”\n\n"
        "The client worked with pencil, then soft pastel."
    )
    assert texts["response"] == (
        "Drew the bench first, pressing hard.\n\nThe client said: “You can still see it”\n\n"
        "A work was made, which the client called “Waiting place” (watercolour, 420 × 297 mm)."
    )
    assert texts["hypothesis"] == "Hypothesis: The bench might stand for her brother."


def test_scores_come_with_band_and_change_and_goals_with_their_step(room):
    outcome = draft(room, "art-therapy")["objectives"]
    assert "PHQ-9: 7 of 27, in the published band “mild”; 8 points lower than on 4 April 2026" in outcome
    assert "at least the 6 points that count as reliable change" in outcome
    assert "The goal “I want to sit with the others” was rated +1: Stays for ten minutes." in outcome
    assert "Goal attainment over the one goal: T = 60.0" in outcome


def test_soap_keeps_what_was_said_in_quotation_marks_and_apart_from_what_was_seen(room):
    texts = draft(room, "soap")
    assert texts["subjective"] == "The client said: “You can still see it”"
    assert "bench first" in texts["objective"]
    assert "brother" not in texts["objective"] + texts["subjective"]
    assert "Hypothesis: The bench might" in texts["assessment"]


@pytest.mark.parametrize("key", [t.key for t in templates()])
def test_no_template_draws_a_conclusion(room, key):
    texts = " ".join(draft(room, key).values())
    assert not VERDICTS.search(texts), texts


@pytest.mark.parametrize("key", [t.key for t in templates()])
def test_every_template_takes_every_kind_of_thing_once(room, key):
    takes = [stream for section in template(key).sections for stream in section.takes]
    assert len(takes) == len(set(takes))
    assert {"said", "directive", "media", "artworks", "hypothesis", "aims", "ratings", "scores", "next"} <= set(takes)
    assert "seen" in takes or {"first-seen", "later-seen"} <= set(takes)


@pytest.mark.parametrize("key", [t.key for t in templates()])
def test_the_own_response_never_enters_a_note(room, key):
    write(
        encounter=room.encounter,
        pad="response",
        words="I felt a heavy tiredness",
        client_key="r1",
        version=0,
        stamped_at=NOON,
        by=room.therapist,
        at=NOON,
    )
    assert "tiredness" not in " ".join(draft(room, key).values())


def test_the_same_record_gives_the_same_draft(room):
    assert draft(room, "dap") == draft(room, "dap")


def test_what_was_struck_out_stays_out(room):
    Observation.scoped(room.therapist).filter(kind="said").update(struck_at=NOON)
    assert "You can still see it" not in " ".join(draft(room, "soap").values())


def test_everything_in_the_draft_is_in_its_evidence_with_a_digest(room):
    desk = desk_for(room.therapist, room.encounter, at=NOON)
    kinds = [one.kind for one in desk.evidence]
    assert sorted(set(kinds)) == [
        "aim",
        "artwork",
        "hypothesis",
        "medium",
        "rating",
        "said",
        "score",
        "seen",
        "session",
    ]
    assert kinds.count("score") == 2  # the one before is cited too
    assert all(re.fullmatch("[0-9a-f]{64}", one.digest) for one in desk.evidence)


def test_an_unknown_template_is_not_found():
    with pytest.raises(NotFound):
        template("../../secrets")


def test_every_template_file_is_vouched_for():
    shelf = shipped("note_templates")
    assert [shelf.toml(name)["key"] for name in shelf.names()] == ["art-therapy", "birp", "dap", "girp", "soap"]


@pytest.mark.parametrize("words, expected", [
    ("she drew", "She drew."),
    ("Did she?", "Did she?"),
    ("“Enough.”", "“Enough.”"),
    ("  ", ""),
    ("éclair", "Éclair."),
])  # fmt: skip
def test_words_become_a_sentence_and_stay_themselves(words, expected):
    assert sentence(words) == expected


@pytest.mark.parametrize("words, expected", [
    ('"I stop"', "“I stop”"),
    ("“I stop”", "“I stop”"),
    ("'No,' he said, 'no'", "“'No,' he said, 'no'”"),
    ("I stop", "“I stop”"),
])  # fmt: skip
def test_quotation_marks_are_put_once(words, expected):
    assert quoted(words) == expected


def test_lists_read_as_english():
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b, and c"]
