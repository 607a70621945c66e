"""One session with one of everything in it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

import factories
from factories import NOON
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.encounters.actions import set_aims
from pentimento.practice.encounters.models import MediumUse, Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records import actions, queries


def observe(encounter, author, kind, words, minute):
    """Something stamped in a session."""
    return Observation.add(
        chart=encounter.chart,
        encounter=encounter,
        kind=kind,
        words=words,
        stamped_at=encounter.opened_at + timedelta(minutes=minute),
        author=author,
        client_key=f"{kind}-{minute}",
    )


def phq(encounter, author, total, *, days=0):
    """A PHQ-9 with a total."""
    return Giving.add(
        chart=encounter.chart,
        encounter=None if days else encounter,
        instrument="phq-9",
        given_on=NOON.date() - timedelta(days=days),
        mode="paper",
        answers=[1] * 9,
        total=total,
        method="phq-9/1",
        entered_by=author,
        entered_at=NOON,
        entry_key=f"{total}-{days}",
    )


def full_session(therapist, client):
    """A session with aims, media, the four kinds of words but the own response, a work, a score and a rating."""
    encounter = factories.encounter(client, therapist, directive="Make a place where somebody could wait")
    observe(encounter, therapist, "seen", "came in with her coat on", 1)
    observe(encounter, therapist, "seen", "Drew the bench first, pressing hard", 12)
    observe(encounter, therapist, "said", "You can still see it", 20)
    observe(encounter, therapist, "hypothesis", "the bench might stand for her brother", 22)
    for place, medium in enumerate(("Pencil", "Soft pastel"), start=1):
        taken = encounter.opened_at + timedelta(minutes=5 * place)
        MediumUse.add(chart=client.chart, encounter=encounter, medium=medium, position=place, taken_at=taken)
    Artwork.add(
        chart=client.chart,
        encounter=encounter,
        title="Waiting place",
        media="Watercolour",
        width_mm=420,
        height_mm=297,
        made_on=NOON.date(),
        added_by=therapist,
        added_at=NOON,
    )
    phq(encounter, therapist, 15, days=30)
    phq(encounter, therapist, 7)
    goal = queries.goals_of(therapist, client.chart)[0]
    actions.rate_goal(goal=goal, level=1, on=NOON.date(), by=therapist, at=NOON, encounter=encounter)
    aim = queries.objectives_of(therapist, client.chart)[0]
    set_aims(encounter=encounter, aims=[(aim.lineage, aim.words)], by=therapist, at=NOON)
    return encounter


@pytest.fixture
def room(db):
    """A therapist, their client with a plan in force, and a full session."""
    therapist = factories.person(profession="Art therapist")
    client = factories.client(therapist)
    factories.agreed_plan(client, therapist)
    return SimpleNamespace(
        therapist=therapist, client=client, chart=client.chart, encounter=full_session(therapist, client)
    )


@pytest.fixture
def sealed(room):
    """The session's note, sealed."""
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    room.note = actions.sign_note(note=note, by=room.therapist, at=NOON)
    return room
