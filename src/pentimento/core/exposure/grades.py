"""How good the evidence about a task is: four letters, none of which is a judgement of the work."""

from __future__ import annotations

from pentimento.core.kernel.errors import Invalid

from .labels import TaskLabels

MANY, SOME = 20, 5  # local trials


def grade(labels: TaskLabels, *, trials: int) -> str:
    """A, B, C or D.

    >>> grade(TaskLabels("1", {"a": "E0", "b": "E0"}), trials=4)
    'C'
    """
    if trials < 0:
        raise Invalid("A count cannot be less than nothing.")
    if trials >= MANY:
        return "A"
    if trials >= SOME:
        return "B"
    return "C" if labels.agree else "D"
