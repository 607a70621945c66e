"""Schemes: those that ship and those that were brought in, and the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from pentimento.core.jobeval.reading import rules_from, scheme_from
from pentimento.core.jobeval.scheme import Rules, Scheme
from pentimento.core.jobeval.shipped import schemes as shipped_schemes
from pentimento.core.jobeval.writing import scheme_to
from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import NotFound
from pentimento.profession.grading.models import KeptRules, KeptScheme
from pentimento.trust.people.models import Person

MARK = 12  # hexadecimal digits of the digest that stand in an address


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scheme that can be graded with. ``row`` is None for a shipped one that nobody has used yet."""

    mark: str
    scheme: Scheme
    is_shipped: bool
    row: KeptScheme | None = None

    @property
    def kept_at(self) -> datetime | None:
        return self.row.kept_at if self.row else None


@lru_cache(maxsize=1)
def shipped_by_mark() -> dict[str, Scheme]:
    """The shipped schemes by the beginning of their digest."""
    return {digest(scheme_to(scheme))[:MARK]: scheme for scheme in shipped_schemes()}


@lru_cache(maxsize=64)
def _read(mark: str) -> Scheme:
    return scheme_from(KeptScheme.objects.get(mark=mark).content)


def scheme_of(row: KeptScheme) -> Scheme:
    """The scheme of a row. Rows never change, so it is read once in each process."""
    return shipped_by_mark().get(row.mark) or _read(row.mark)


def schemes() -> list[Shelved]:
    """Every scheme here, by title, then newest first."""
    rows = {row.mark: row for row in KeptScheme.objects.order_by("title", "-kept_at")}
    found = [Shelved(mark, one, True, rows.get(mark)) for mark, one in shipped_by_mark().items()]
    return found + [Shelved(m, scheme_of(row), False, row) for m, row in rows.items() if m not in shipped_by_mark()]


def is_here(mark: str) -> bool:
    """Whether a scheme with this very content can be graded with already."""
    return mark in shipped_by_mark() or KeptScheme.objects.filter(mark=mark).exists()


def scheme_for(mark: str) -> Shelved:
    """One scheme by its mark, or NotFound."""
    row = KeptScheme.objects.filter(mark=mark).first()
    if mark in shipped_by_mark():
        return Shelved(mark, shipped_by_mark()[mark], True, row)
    if row is None:
        raise NotFound
    return Shelved(mark, scheme_of(row), False, row)


def rules_of(shelved: Shelved) -> Rules:
    """The rules in force: the newest the practice decided on, else those the scheme came with."""
    kept = newest_rules(shelved)
    return rules_from(kept.content, shelved.scheme.by_number) if kept else shelved.scheme.rules


def newest_rules(shelved: Shelved) -> KeptRules | None:
    """What the practice decided last about the rules of a scheme."""
    if shelved.row is None:
        return None
    return KeptRules.objects.filter(scheme=shelved.row).select_related("decided_by").order_by("-number").first()


def who_kept(shelved: Shelved) -> Person | None:
    """Who brought a scheme in; nobody for a shipped one."""
    return shelved.row.kept_by if shelved.row and not shelved.is_shipped else None


def file_of(shelved: Shelved) -> dict[str, Any]:
    """A scheme as it can be handed out and read in again."""
    return scheme_to(shelved.scheme)
