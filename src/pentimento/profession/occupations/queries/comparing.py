"""Occupations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pentimento.core.kernel.errors import Invalid
from pentimento.core.occupations.crosswalk import resolve

from .page import Profile, profile_of

MOST = 4
KINDS = ("activities", "skills", "knowledge", "abilities")


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

    @property
    def lacking(self) -> dict[str, tuple[str, ...]]:
        """For each kind that not all of them have: the codes of those that lack it."""
        found = {kind: tuple(p.code for p in self.profiles if not p.elements.get(kind)) for kind in KINDS}
        return {kind: codes for kind, codes in found.items() if codes}

    @property
    def remarks(self) -> list[str]:
        """Sentences: what is not here to be compared, and for which of them."""
        by_codes: dict[tuple[str, ...], list[str]] = {}
        for kind, codes in self.lacking.items():
            by_codes.setdefault(codes, []).append(_kind_words()[kind])
        titles = {one.code: one.title for one in self.profiles}
        said = [self._remark(", ".join(kinds), [titles[code] for code in codes]) for codes, kinds in by_codes.items()]
        if len(self.lacking) == len(KINDS) and all(one.tasks for one in self.profiles):
            said.append(_("Only the numbers of their tasks can be laid side by side."))
        return [one[0].upper() + one[1:] for one in said]

    def _remark(self, kinds: str, titles: Sequence[str]) -> str:
        if len(titles) == len(self.profiles):
            return _("%(kinds)s: not known here for any of them.") % {"kinds": kinds}
        return _("%(kinds)s: not known here for %(titles)s.") % {"kinds": kinds, "titles": ", ".join(titles)}

    def to_json(self) -> dict[str, Any]:
        """Importance by element, for other programs."""
        return {
            "occupations": [{"code": p.code, "title": p.title, "release": p.origin.version} for p in self.profiles],
            "tasks": [{"all": len(p.tasks), "core": sum(bool(t.is_core) for t in p.tasks)} for p in self.profiles],
            "elements": {
                kind: [{"label": line.label, "importance": line.values} for line in lines]
                for kind, lines in self.lines.items()
            },
            "not_compared": self.lacking,
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
    kinds = [kind for kind in KINDS if any(p.elements.get(kind) for p in profiles)]
    return Comparison(profiles, {kind: _lines(kind, profiles) for kind in kinds})


def _kind_words() -> dict[str, str]:
    return {
        "activities": _("activities"),
        "skills": _("skills"),
        "knowledge": _("knowledge"),
        "abilities": _("abilities"),
    }


def _lines(kind: str, profiles: Sequence[Profile]) -> tuple[Line, ...]:
    labels: dict[str, str] = {}
    values: list[dict[str, float | None]] = []
    for one in profiles:
        found = one.elements.get(kind, ())
        labels |= {element.element_id: element.label for element in found if element.element_id not in labels}
        values.append({element.element_id: element.importance for element in found})
    lines = (Line(label, tuple(by_id.get(key) for by_id in values)) for key, label in labels.items())
    return tuple(sorted(lines, key=lambda line: (-line.spread, line.label)))
