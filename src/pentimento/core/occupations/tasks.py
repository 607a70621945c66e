"""One task of an occupation: how important, how many do it, how often, and whether that makes it core."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pentimento.core.kernel.errors import Invalid, OutOfRange

# O*NET's rule: core are tasks that most do and that matter. Source: O*NET Resource Center, "Task Ratings".
CORE_RELEVANCE = 67.0  # percent of those asked who do it at all
CORE_IMPORTANCE = 3.0  # mean of those who do it, 1 to 5
# How often each of the seven answers comes to in a year of 260 working days. Our reading of the words, not O*NET's.
TIMES_A_YEAR = (1, 4, 24, 104, 260, 780, 2080)
OFTEN = ("Yearly or less", "A few times a year", "Monthly or more", "Weekly or more", "Daily", "Several times a day",
         "Hourly or more")  # fmt: skip
ROUNDING = 0.06  # seven percentages with two decimals each


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its published ratings. None where nothing was published.

    ``importance`` 1 to 5, ``relevance`` 0 to 100 %, ``frequency`` seven shares in per cent that add up to 100,
    from yearly or less to hourly or more; ``…_n`` how many people the figure rests on. ``label`` and ``name``
    are in our own words, empty for occupations we have not worded; ``statement`` is the official sentence,
    empty unless a release was imported.
    """

    task_id: str
    kind: str  # core, supplemental, or empty where the release does not say
    name: str = ""
    label: str = ""
    statement: str = ""
    importance: float | None = None
    importance_n: int | None = None
    relevance: float | None = None
    relevance_n: int | None = None
    frequency: tuple[float, ...] = ()
    frequency_n: int | None = None
    date: str = ""
    source: str = ""

    @property
    def is_core(self) -> bool | None:
        """The published flag, or what the rule says where there is none; None where neither can tell."""
        if self.kind:
            return self.kind == "core"
        return core_by_rule(self.relevance, self.importance)

    @property
    def shown(self) -> str:
        """What a page shows: our label, else the official sentence, else the number."""
        return self.label or self.statement or f"Task {self.task_id}"

    @property
    def times_a_year(self) -> float | None:
        """About how often it is done in a year, from the answers people gave."""
        return times_a_year(self.frequency) if self.frequency else None

    def to_json(self) -> dict[str, Any]:
        """All fields, with the core flag and the times in a year."""
        times = self.times_a_year
        derived = {"is_core": self.is_core, "times_a_year": round(times, 1) if times is not None else None}
        return {**asdict(self), "frequency": list(self.frequency), **derived}


def core_by_rule(relevance: float | None, importance: float | None) -> bool | None:
    """Whether O*NET's rule makes a task core: relevance at least 67 % and importance at least 3.0.

    >>> core_by_rule(87.5, 2.89)
    False
    """
    if relevance is None or importance is None:
        return None
    return relevance >= CORE_RELEVANCE and importance >= CORE_IMPORTANCE


def times_a_year(frequency: Sequence[float]) -> float:
    """About how often in a year, from seven shares in per cent.

    Raises
    ------
    Invalid
        Unless there are seven shares from 0 to 100 that add up to 100, rounding aside.

    Examples
    --------
    >>> round(times_a_year([36.36, 59.09, 4.55, 0, 0, 0, 0]), 1)
    3.8
    """
    check_frequency(frequency)
    # Divided by their own sum: published shares are rounded, and add up to 99.99 as often as to 100.
    return math.fsum(share * times for share, times in zip(frequency, TIMES_A_YEAR, strict=True)) / math.fsum(frequency)


def check_frequency(frequency: Sequence[float]) -> None:
    """Refuse shares that are not seven parts of one whole."""
    if len(frequency) != len(TIMES_A_YEAR):
        raise Invalid("How often a task is done has {needed} answers, not {count}.", needed=7, count=len(frequency))
    if any(not 0 <= share <= 100 for share in frequency):
        raise OutOfRange("A share of answers", next(s for s in frequency if not 0 <= s <= 100), "from 0 to 100 %")
    if abs(math.fsum(frequency) - 100) > ROUNDING:
        raise Invalid("The shares of the seven answers add up to {sum} %, not to 100 %.", sum=round(sum(frequency), 2))
