"""Where a code leads today: old codes, groups, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from pentimento.core.kernel.errors import Invalid
from pentimento.core.occupations.codes import parent_of, read_code
from pentimento.core.occupations.elsewhere import Elsewhere, Links, read_elsewhere
from pentimento.core.reference.shelf import shipped

SHELF = "occupations"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One code that became another: from which list to which, when, with which release and why."""

    from_code: str
    from_taxonomy: str
    from_parent: str
    from_parent_title: str
    to_code: str
    to_taxonomy: str
    to_parent: str
    to_parent_title: str
    date: str  # 2020-11-17
    release: str
    reason: str
    source: str

    @property
    def parent_changed(self) -> bool:
        """Whether the group is another one now, so that figures for groups do not carry over."""
        return self.from_parent != self.to_parent

    @property
    def warning(self) -> str:
        """What to mind when the group changed; empty where it did not."""
        if not self.parent_changed:
            return ""
        return (
            f"The group changed from {self.from_parent} ({self.from_parent_title}) to {self.to_parent} "
            f"({self.to_parent_title}). Figures published for a group, such as employment and wages, are about "
            "other people before and after."
        )

    def to_json(self) -> dict[str, Any]:
        """All fields with the warning."""
        return {**asdict(self), "warning": self.warning}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a typed code leads to: the code of today, its group, and the steps between.

    ``via`` is there where the code or title of another system was typed.
    """

    typed: str
    code: str
    parent: str
    steps: tuple[Redirect, ...] = ()
    via: Elsewhere | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to mind, step by step."""
        return tuple(step.warning for step in self.steps if step.warning)

    def to_json(self) -> dict[str, Any]:
        """All fields with the warnings."""
        steps = [step.to_json() for step in self.steps]
        return {**asdict(self), "steps": steps, "warnings": list(self.warnings)}


def resolve(typed: str, redirects: Iterable[Redirect] | None = None, links: Links | None = None) -> Resolved:
    """Follow a code as somebody typed it to the code of today. A code nobody redirects is its own.

    A code of a programme of study (CIP), of ISCO-08 or a military title leads to the occupation it is linked to.

    Whether there is such an occupation is another question: the shipped tables and imported releases answer it.

    Raises
    ------
    Invalid
        For what is not a code, for redirects that go in a circle, and for a code of another system that stands for
        no occupation or for several.

    Examples
    --------
    >>> resolve("29-1125.01").code
    '29-1129.01'
    """
    known = {step.from_code: step for step in (shipped_redirects() if redirects is None else redirects)}
    via = read_elsewhere(typed, links)
    first = code = via.only if via else read_code(typed)
    steps: list[Redirect] = []
    while (step := known.get(code)) is not None:
        if code in {past.from_code for past in steps} or step.to_code == code:
            raise Invalid("The redirects of {code} go in a circle, so it leads nowhere.", code=first)
        steps.append(step)
        code = step.to_code
    return Resolved(typed=via.name if via else first, code=code, parent=parent_of(code), steps=tuple(steps), via=via)


def redirect_of(typed: str) -> Redirect | None:
    """The shipped redirect of a code, or None where it stands for itself."""
    code = read_code(typed)
    return next((step for step in shipped_redirects() if step.from_code == code), None)


def former_codes_of(code: str) -> tuple[Redirect, ...]:
    """The codes that lead to this one, newest first."""
    return tuple(sorted((s for s in shipped_redirects() if s.to_code == code), key=lambda s: s.date, reverse=True))


@cache
def shipped_redirects() -> tuple[Redirect, ...]:
    """The redirects that ship with Pentimento."""
    return tuple(Redirect(**row) for row in shipped(SHELF).csv("redirects.csv"))
