"""How trials went: one's own row by row, everybody's in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Trial
from pentimento.trust.people.models import Person


@dataclass(slots=True)
class Tried:
    """Trials of one task in numbers."""

    succeeded: int = 0
    failed: int = 0
    helped: int = 0
    reviewed: int = 0


def tried_of(occupation: str = ART_THERAPIST) -> dict[str, Tried]:
    """Everybody's trials by task, without a name. One statement."""
    found: dict[str, Tried] = {}
    for part in Trial.counted(occupation):
        one = found.setdefault(part["task_id"], Tried())
        good = rules.succeeded(usual_minutes=part["usual_minutes"], minutes=part["minutes"], result=part["result"])
        one.succeeded += part["times"] if good else 0
        one.failed += 0 if good else part["times"]
        one.helped += part["times"] if part["mode"] == Trial.Mode.HELPED else 0
        one.reviewed += part["times"] if part["mode"] == Trial.Mode.REVIEWED else 0
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """One trial of the viewer, and whether it counts as a success."""

    row: Trial
    succeeded: bool


def trials_of(viewer: Person, task_id: str, *, occupation: str = ART_THERAPIST) -> list[Shown]:
    """The viewer's own trials of a task, newest first; those withdrawn too."""
    rows = Trial.scoped(viewer).filter(occupation=occupation, task_id=task_id).order_by("-on", "-pk")
    return [
        Shown(row, rules.succeeded(usual_minutes=row.usual_minutes, minutes=row.minutes, result=row.result))
        for row in rows
    ]


def trial_for(viewer: Person, public_id: str) -> Trial:
    """One of the viewer's own trials.

    Raises
    ------
    NotFound
        Also when it is somebody else's.
    """
    row = Trial.scoped(viewer).filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row
