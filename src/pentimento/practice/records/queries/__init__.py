"""Reads, always for a viewer. Public names of the room's queries."""

from .endings import Ending, Reviewing, discharge_for, discharge_of, ending_of, steps_of
from .evidence import Shown, everything_in, evidence_for, evidence_now, of_session
from .layers import Layer, Layers, layers_of
from .notes import Desk, Owed, counts, desk_for, list_of, note_for, note_of, notes_of, to_cosign_for, unsigned_for
from .plans import (
    PlanTree,
    attainment_in,
    draft_of,
    goal_for,
    goals_in,
    goals_of,
    goals_with_levels,
    objectives_of,
    plan_of,
    ratings_of,
    version_for,
    versions_of,
)
from .process_notes import Reflection, process_note_of
from .reports import (
    could_rest_on,
    judged,
    periods_for,
    report_for,
    reports_of,
    sealed_of,
)
from .threads import thread_of, usual_stretch

__all__ = [
    "Desk",
    "Ending",
    "Layer",
    "Layers",
    "Owed",
    "PlanTree",
    "Reflection",
    "Reviewing",
    "Shown",
    "attainment_in",
    "could_rest_on",
    "counts",
    "desk_for",
    "discharge_for",
    "discharge_of",
    "draft_of",
    "ending_of",
    "everything_in",
    "evidence_for",
    "evidence_now",
    "goal_for",
    "goals_in",
    "goals_of",
    "goals_with_levels",
    "judged",
    "layers_of",
    "list_of",
    "note_for",
    "note_of",
    "notes_of",
    "objectives_of",
    "of_session",
    "periods_for",
    "plan_of",
    "process_note_of",
    "ratings_of",
    "report_for",
    "reports_of",
    "sealed_of",
    "steps_of",
    "thread_of",
    "to_cosign_for",
    "unsigned_for",
    "usual_stretch",
    "version_for",
    "versions_of",
]
