"""Occupations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.errors import Invalid
from pentimento.core.occupations.crosswalk import resolve

from .page import Profile, profile_of

MOST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One activity, skill or field of knowledge with its importance in each occupation; None: not published."""

    label: str
    values: tuple[float | None, ...]

    @property
    def spread(self) -> float:
        """How far apart they are, on the scale from 1 to 5."""
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if len(known) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several occupations, what they have in common and where they differ most."""

    profiles: tuple[Profile, ...]
    lines: dict[str, tuple[Line, ...]]  # activities, skills, knowledge, abilities

    def to_json(self) -> dict[str, Any]:
        """Importance by element, for other programs."""
        return {
            "occupations": [{"code": p.code, "title": p.title, "release": p.origin.version} for p in self.profiles],
            "tasks": [{"all": len(p.tasks), "core": sum(bool(t.is_core) for t in p.tasks)} for p in self.profiles],
            "elements": {
                kind: [{"label": line.label, "importance": line.values} for line in lines]
                for kind, lines in self.lines.items()
            },
            "attribution": sorted({p.origin.attribution for p in self.profiles}),
        }


def compare(codes: Sequence[str], release: str | None = None) -> Comparison:
    """Two to four occupations side by side, the largest differences first.

    Raises
    ------
    Invalid
        For fewer than two different ones or more than four.
    NotFound
        Where one is not known.
    """
    wanted = list(dict.fromkeys(resolve(code).code for code in codes))
    if not 2 <= len(wanted) <= MOST:
        raise Invalid("Choose two to {most} different occupations to lay side by side.", most=MOST)
    profiles = tuple(profile_of(code, release) for code in wanted)
    kinds = [kind for kind in profiles[0].elements if any(p.elements.get(kind) for p in profiles)]
    return Comparison(profiles, {kind: _lines(kind, profiles) for kind in kinds})


def _lines(kind: str, profiles: Sequence[Profile]) -> tuple[Line, ...]:
    labels: dict[str, str] = {}
    values: list[dict[str, float | None]] = []
    for one in profiles:
        found = one.elements.get(kind, ())
        labels |= {element.element_id: element.label for element in found if element.element_id not in labels}
        values.append({element.element_id: element.importance for element in found})
    lines = (Line(label, tuple(by_id.get(key) for by_id in values)) for key, label in labels.items())
    return tuple(sorted(lines, key=lambda line: (-line.spread, line.label)))
