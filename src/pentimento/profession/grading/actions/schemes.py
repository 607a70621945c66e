"""Schemes are brought in whole, and the practice decides on its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from pentimento.core.jobeval.reading import rules_from, scheme_from
from pentimento.core.jobeval.scheme import Scheme
from pentimento.core.jobeval.writing import rules_to, scheme_to
from pentimento.core.kernel.canonical import digest
from pentimento.profession.grading.models import KeptRules, KeptScheme
from pentimento.profession.grading.queries.schemes import MARK, Shelved, is_here
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .asking import check_runs


@dataclass(frozen=True, slots=True)
class Arrived:
    """A scheme that was brought in, or that turned out to be here already, word for word."""

    mark: str
    digest: str
    scheme: Scheme
    is_new: bool


@transaction.atomic
def import_scheme(*, table: Any, by: Person | None, at: datetime) -> Arrived:
    """Keep a scheme from a parsed file, or nothing of it. What is here already changes nothing.

    Parameters
    ----------
    by
        None for the command line, where whoever keeps the practice folder imports.

    Raises
    ------
    Invalid
        Naming the row and column of the first fault.
    """
    if by is not None:
        check_runs(by, None, at=at)
    scheme = scheme_from(table)
    full = digest(scheme_to(scheme))
    is_new = not is_here(full[:MARK])
    if is_new:
        _keep(scheme, is_shipped=False, by=by, at=at)
    return Arrived(full[:MARK], full, scheme, is_new)


def keep_used(shelved: Shelved, *, by: Person, at: datetime) -> KeptScheme:
    """The row of a scheme that something now rests on; a shipped one gets its row at the first use."""
    return shelved.row or _keep(shelved.scheme, is_shipped=shelved.is_shipped, by=by, at=at)


def _keep(scheme: Scheme, *, is_shipped: bool, by: Person | None, at: datetime) -> KeptScheme:
    content = scheme_to(scheme)
    full = digest(content)
    row, made = KeptScheme.objects.get_or_create(
        digest=full,
        defaults={
            "mark": full[:MARK],
            "key": scheme.key,
            "title": scheme.title,
            "edition": scheme.edition,
            "content": content,
            "is_shipped": is_shipped,
            "kept_at": at,
            "kept_by": by,
        },
    )
    if made:
        audit.record(audit.Event.GRADING_SCHEME_KEPT, by=by, at=at, subject=row, key=scheme.key, digest=full)
    return row


@transaction.atomic
def decide_rules(*, shelved: Shelved, content: Mapping[str, Any], by: Person, at: datetime) -> KeptRules:
    """Say how far a post may stand from a profile here. Earlier rules stay readable; sealed outcomes keep theirs."""
    check_runs(by, None, at=at)
    decided = rules_to(rules_from(dict(content), shelved.scheme.by_number))
    scheme = keep_used(shelved, by=by, at=at)
    last = KeptRules.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0
    row = KeptRules.objects.create(scheme=scheme, number=last + 1, content=decided, decided_by=by, decided_at=at)
    audit.record(audit.Event.GRADING_RULES_DECIDED, by=by, at=at, subject=row, scheme=scheme.mark, number=row.number)
    return row
