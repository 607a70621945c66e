"""Figures of the ledger that a level may rest on: hours by kind of work, one's own or everybody's in one sum."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.ledger.queries.time import time_of
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission


@dataclass(frozen=True, slots=True)
class Figure:
    """Hours of one kind of work. ``own``: of whoever offers it; else the sum of everybody, without a name."""

    kind: str
    label: str
    minutes: int
    all_minutes: int
    first: str  # ISO day
    last: str
    own: bool

    @property
    def share(self) -> float:
        return self.minutes / self.all_minutes if self.all_minutes else 0.0

    @property
    def words(self) -> str:
        """The figure as a sentence, with its span and whose it is."""
        template = (
            _("%(label)s: %(hours)s h, %(share)s %% of %(all)s h counted by the holder, %(first)s to %(last)s.")
            if self.own
            else _("%(label)s: %(hours)s h, %(share)s %% of %(all)s h of everybody here, %(first)s to %(last)s.")
        )
        return template % {
            "label": self.label,
            "hours": round(self.minutes / 60),
            "share": round(100 * self.share),
            "all": round(self.all_minutes / 60),
            "first": date_format(date.fromisoformat(self.first), "j M Y"),
            "last": date_format(date.fromisoformat(self.last), "j M Y"),
        }

    def to_json(self) -> dict[str, Any]:
        """The numbers, to be kept and sealed with the evidence."""
        return asdict(self)


def figures_for(viewer: Person, *, today: date, own: bool = False) -> list[Figure]:
    """The last twelve months by kind of work, most first.

    Whoever runs gradings is shown everybody's sum; anybody their own. Minutes of another person are not shown here.
    """
    if not own and not viewer.may(Permission.SERVICE_COUNTS):
        return []
    spent = time_of(viewer, today=today, everybody=not own)
    first, last = spent.months[0].isoformat(), today.isoformat()
    return [
        Figure(kind, label, round(minutes), round(spent.minutes), first, last, own)
        for kind, label, minutes, _classified in spent.kinds()
        if minutes >= 1
    ]


def figure_for(viewer: Person, kind: str, *, today: date, own: bool = False) -> Figure:
    """One of these, or NotFound."""
    found = next((one for one in figures_for(viewer, today=today, own=own) if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found
