"""Where the time goes: minutes of the log divided among tasks, and those that belong to none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from pentimento.core.exposure.published import work_shares
from pentimento.trust import activity
from pentimento.trust.activity.models import Kind
from pentimento.trust.activity.worklog import Spent as Part
from pentimento.trust.people.models import Person

MONTHS = 12


@dataclass(slots=True)
class Spent:
    """Minutes in a span of months, by task, by month and by kind of work."""

    months: tuple[date, ...]
    minutes: float = 0.0
    unclassified: float = 0.0
    usual: float = 0.0  # minutes of a usual length, because nobody took the time
    by_task: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    by_month: dict[str, dict[date, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    by_kind: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def hours(self) -> dict[str, float]:
        """Hours by task."""
        return {task: minutes / 60 for task, minutes in self.by_task.items()}

    def series(self, task: str) -> list[float]:
        """Minutes of a task in each month."""
        return [self.by_month[task][month] for month in self.months] if task in self.by_month else []

    def kinds(self) -> list[tuple[str, str, float, bool]]:
        """Each kind of work, its label, its minutes, and whether it belongs to tasks; most first."""
        rows = ((kind, str(Kind(kind).label), spent, kind in work_shares()) for kind, spent in self.by_kind.items())
        return sorted(rows, key=lambda row: (-row[2], row[1]))


def months_before(today: date, number: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months, this one last.

    >>> months_before(date(2026, 2, 14), 3)
    (datetime.date(2025, 12, 1), datetime.date(2026, 1, 1), datetime.date(2026, 2, 1))
    """
    at = today.year * 12 + today.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(at - number + 1, at + 1))


def counted_on(viewer: Person, day: date) -> list[tuple[str, int]]:
    """What the record itself counts on a day: kind of work in words, and minutes."""
    return [(str(Kind(kind).label), minutes) for kind, minutes in activity.counted(viewer, on=day).items()]


def time_of(viewer: Person, *, today: date, everybody: bool = False) -> Spent:
    """The last twelve months. One statement.

    Raises
    ------
    Refused
        When somebody but the head of service asks for everybody's.
    """
    months = months_before(today)
    found = Spent(months)
    for part in activity.sums(viewer, frm=months[0], to=today, everybody=everybody):
        _add(found, part)
    return found


def _add(found: Spent, part: Part) -> None:
    found.minutes += part.minutes
    found.by_kind[part.kind] += part.minutes
    if part.basis == "usual":
        found.usual += part.minutes
    shares = work_shares().get(part.kind)
    if shares is None:
        found.unclassified += part.minutes
        return
    for task, share in shares.items():
        found.by_task[task] += share * part.minutes
        found.by_month[task][part.month] += share * part.minutes
