"""Labels that raters gave to tasks: how far AI could do them, and how far it could do them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from pentimento.core.kernel.errors import Invalid

EXPOSURE: Mapping[str, float] = {"E0": 0.0, "E1": 1.0, "E2": 0.5}
AUTOMATION: Mapping[str, float] = {"T0": 0.0, "T1": 0.25, "T2": 0.5, "T3": 0.75, "T4": 1.0}
SECOND_FILE = "-second-file"  # the same rater printed in two files is still one rater
CORE, SUPPLEMENTAL = "Core", "Supplemental"


@dataclass(frozen=True, slots=True)
class TaskLabels:
    """The labels of one task: rater to label, for exposure (E0 to E2) and automation (T0 to T4)."""

    task_id: str
    exposure: Mapping[str, str] = field(default_factory=dict)
    automation: Mapping[str, str] = field(default_factory=dict)

    @property
    def agree(self) -> bool:
        """Whether two or more raters gave the same exposure label; one rater alone agrees with nobody."""
        return len(self.exposure) > 1 and len(set(self.exposure.values())) == 1

    @property
    def exposure_values(self) -> tuple[float, ...]:
        """Each rater's exposure label as a number from 0 to 1."""
        return tuple(EXPOSURE[label] for label in self.exposure.values())

    @property
    def automation_values(self) -> tuple[float, ...]:
        """One number from 0 to 1 for each rater of automation; two files by one rater are averaged."""
        by_rater: dict[str, list[float]] = {}
        for name, label in self.automation.items():
            by_rater.setdefault(name.removesuffix(SECOND_FILE), []).append(AUTOMATION[label])
        return tuple(fmean(values) for values in by_rater.values())


def check_label(label: str, scale: Mapping[str, float], *, row: int, column: str) -> str:
    """A label as it is kept.

    Raises
    ------
    Invalid
        When it is not on its scale; the sentence names row and column.
    """
    said = label.strip().upper()
    if said not in scale:
        raise Invalid(
            "Row {row}, column “{column}”: “{label}” is not on the scale. Use one of {scale}.",
            row=row,
            column=column,
            label=label.strip()[:40],
            scale=", ".join(scale),
        )
    return said


def raters_of(labels: Iterable[TaskLabels]) -> tuple[str, ...]:
    """Everybody who labelled exposure, in the order in which they first appear."""
    return tuple(dict.fromkeys(rater for task in labels for rater in task.exposure))
