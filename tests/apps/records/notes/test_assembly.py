"""A draft says what was recorded, in the section it belongs to, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from factories import NOON
from pentimento.core.kernel.errors import NotFound
from pentimento.core.reference.shelf import shipped
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.encounters.actions import write
from pentimento.practice.encounters.models import MediumUse, Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.queries.notes import desk_for, recorded_in
from pentimento.practice.records.queries.reports import material_for, now_of
from pentimento.practice.records.rules.assembly import assemble
from pentimento.practice.records.rules.reports import drafted, findings_in
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
    assert texts["hypothesis"] == "The bench might stand for her brother.", "its heading says what it is"


def test_what_is_written_up_later_has_the_session_s_day(room):
    later = {"stamped_at": NOON + timedelta(days=9, hours=2), "client_key": "later"}
    fields = {"chart": room.chart, "encounter": room.encounter, "author": room.therapist}
    Observation.add(kind="said", words="I remember it", **fields, **later)
    MediumUse.scoped(room.therapist).update(taken_at=NOON + timedelta(days=9))
    material = material_for(room.therapist, room.chart, NOON.date(), NOON.date())
    body = drafted("progress", material)
    told = [one for part in body for sentence in part["sentences"] for one in sentence["evidence"]]
    assert {one["label"] for one in told if one["kind"] in {"said", "medium"}} == {
        "Said, 4 May 2026",
        "Medium, 4 May 2026",
    }
    texts = [sentence["text"] for part in body for sentence in part["sentences"]]
    assert "On 4 May 2026 the client said: “I remember it”" in texts
    assert findings_in(body, now_of(room.therapist, room.chart, body)) == {}


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
    assert "Hypothesis: the bench might" in texts["assessment"]


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


def test_a_prorated_total_says_so_with_how_many_items_were_answered(room):
    Giving.scoped(room.therapist).filter(total=7).update(total=7.88, missing=1, prorated=True)
    Giving.scoped(room.therapist).filter(total=15).update(missing=2, prorated=True)
    outcome = draft(room, "art-therapy")["objectives"]
    assert "PHQ-9: 7.9 of 27, prorated from 8 of 9 answers, in the published band “mild”" in outcome
    assert "lower than on 4 April 2026 (prorated from 7 of 9 answers)" in outcome
    told = [one.words for one in desk_for(room.therapist, room.encounter, at=NOON).evidence if one.kind == "score"]
    assert "PHQ-9 7.9 of 27, prorated from 8 of 9 answers, in the band “mild”." in told


def test_a_measure_without_a_total_says_how_many_items_were_answered(room):
    Giving.scoped(room.therapist).filter(total=7).update(total=None, missing=5)
    assert "PHQ-9 was given; 4 of 9 items were answered, too few for a total." in draft(room, "dap")["data"]


def test_the_steps_and_goals_of_the_client_keep_their_first_letter_and_their_full_stop(room):
    recorded = recorded_in(room.therapist, room.encounter, at=NOON)
    typed = {"goal": "i want to sit with them.", "step": "stays for ten minutes"}
    shown = [replace(one, facts={**one.facts, **typed}) if one.kind == "rating" else one for one in recorded.shown]
    outcome = assemble(template("art-therapy"), replace(recorded, shown=shown)).texts["objectives"]
    assert "The goal “i want to sit with them.” was rated +1: stays for ten minutes." in outcome


def test_media_in_a_row_lose_their_capitals_and_names_keep_them(room):
    Artwork.scoped(room.therapist).update(media="Pencil, Clay and Conté crayon")
    assert "(pencil, clay and Conté crayon, 420 × 297 mm)" in draft(room, "art-therapy")["response"]


def test_works_without_a_title_are_told_together(room):
    for _n in range(3):
        made = {"chart": room.chart, "encounter": room.encounter, "made_on": NOON.date(), "media": "Ink"}
        Artwork.add(title="", added_by=room.therapist, added_at=NOON, **made)
    assert draft(room, "art-therapy")["response"].count("without a title") == 1
    assert "3 works without a title were made (ink)." in draft(room, "art-therapy")["response"]
