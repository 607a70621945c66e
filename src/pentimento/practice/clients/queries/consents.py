"""What a client has agreed to, how it stands, and what is about to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.models import Client
from pentimento.trust.access.models import Chart
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person

from .people import names_of


@dataclass(frozen=True, slots=True)
class ActAnswers:
    """One act: how it stands on a day, and every answer ever given to it, latest first."""

    standing: gate.Standing
    answers: list[Decision]

    @property
    def act(self) -> Act:
        return self.standing.act

    @property
    def state(self) -> str:
        """``yes``, ``no``, ``ended``, ``withdrawn`` or ``unasked``."""
        return self.standing.state


@dataclass(frozen=True, slots=True)
class ConsentEnding:
    """A consent that ends soon, and whose it is."""

    client: Client
    act: str
    ends_on: date


def answers_of(viewer: Person, chart: Chart, *, on: date) -> list[ActAnswers]:
    """Every act with its standing and its history. One statement."""
    rows = Decision.scoped(viewer).filter(chart=chart).select_related("recorded_by").order_by("-recorded_at", "-pk")
    decisions = list(rows)
    return [ActAnswers(gate.standing(decisions, act, on=on), [d for d in decisions if d.act == act]) for act in Act]


def decision_for(viewer: Person, chart: Chart, public_id: str) -> Decision:
    """One answer in this chart. One statement.

    Raises
    ------
    NotFound
        Also when it belongs to another client.
    """
    decision = Decision.scoped(viewer).filter(chart=chart, public_id=public_id).first()
    if decision is None:
        raise NotFound
    return decision


def consents_ending(viewer: Person, *, on: date, within_days: int = 30) -> list[ConsentEnding]:
    """Consents in force that end within so many days, soonest first. Two statements.

    An answer that a later one has replaced is left out.
    """
    mine = Decision.scoped(viewer)
    later = mine.filter(chart=OuterRef("chart"), act=OuterRef("act"), recorded_at__gt=OuterRef("recorded_at"))
    ending = mine.filter(
        ~Exists(later),
        agreed=True,
        withdrawn_on__isnull=True,
        ends_on__gte=on,
        ends_on__lte=on + timedelta(days=within_days),
    )
    rows = list(ending.order_by("ends_on", "pk"))
    names = names_of(viewer, (decision.chart_id for decision in rows))
    return [
        ConsentEnding(names[d.chart_id], d.get_act_display(), d.ends_on)
        for d in rows
        if d.chart_id in names and d.ends_on is not None
    ]
