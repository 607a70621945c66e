"""Where what was logged does not go with the policy: nobody is named, the log says only how often and for what work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pentimento.core.exposure.published import work_shares
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Policy
from pentimento.trust import activity
from pentimento.trust.activity.models import Kind, Mode

from .inventory import tasks_of
from .policies import policies_of, policy_history

LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """AI used for a task in a way its policy does not allow. ``policy`` None: nobody wrote one, so AI is off."""

    task: Any
    policy: Policy | None
    work: str
    help: str
    times: int
    last: date


def contradictions(*, today: date, task_id: str = "", occupation: str = ART_THERAPIST) -> list[Contradiction]:
    """Uses of the last year that neither the policy of their day nor the one in force allows.

    Writing a policy anew does not take back what was done against it, unless the new one allows it. What was done
    before there was any policy is held against a task only while there is none. A kind of work that belongs to
    several tasks is held against them only where none of them allows it: the log does not say which of them it was.
    Latest first. Two statements.
    """
    history, tasks = policy_history(occupation), tasks_of(occupation)
    found: dict[tuple[str, str, str], tuple[int, date]] = {}
    for kind, mode, on, times in activity.uses_by_day(frm=today - LATELY):
        among = [task for task in work_shares().get(kind, {}) if task in tasks]
        against = [task for task in among if not _allowed(history.get(task, []), mode, on)]
        for task in against if len(against) == len(among) else ():
            count, last = found.get((task, kind, mode), (0, on))
            found[task, kind, mode] = (count + times, max(last, on))
    made = [
        Contradiction(
            tasks[task],
            history[task][-1] if task in history else None,
            str(Kind(kind).label),
            str(Mode(mode).label),
            times,
            last,
        )
        for (task, kind, mode), (times, last) in found.items()
        if not task_id or task == task_id
    ]
    return sorted(made, key=lambda one: (one.last, one.times), reverse=True)


def forbidden(kind: str, mode: str, *, occupation: str = ART_THERAPIST) -> bool:
    """Whether no policy lets AI be used in this way for this kind of work. Work of no task is under no policy."""
    if mode == Mode.ALONE:
        return False
    policies, tasks = policies_of(occupation), tasks_of(occupation)
    among = [task for task in work_shares().get(kind, {}) if task in tasks]
    return bool(among) and not any(rules.allows(_stance(policies, task), mode) for task in among)


def _stance(policies: Mapping[str, Policy], task: str) -> str:
    policy = policies.get(task)
    return policy.stance if policy else Policy.Stance.HUMAN_ONLY


def _allowed(versions: Sequence[Policy], mode: str, on: date) -> bool:
    """Whether a use on a day went with a version that stood on that day, or goes with the one in force."""
    if not versions:
        return False
    stood = [one for one in versions if timezone.localdate(one.written_at) <= on]
    if not stood:
        return True
    that_day = [one for one in stood if timezone.localdate(one.written_at) == on]
    before = stood[: len(stood) - len(that_day)][-1:]
    return any(rules.allows(one.stance, mode) for one in (*before, *that_day, versions[-1]))
