"""The consent gate: asked at the moment of use, every time, by every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pentimento.core.kernel.errors import NeedsConsent
from pentimento.trust.access.models import Chart
from pentimento.trust.prepared import PreparedRows

from .models import Act, Decision

ASK: dict[Act, str] = {
    Act.KEEP: "The client has not agreed that this is kept in the record. Record their answer under Consent first.",
    Act.PHOTOGRAPH: "The client has not agreed to photographs. Record their answer under Consent first.",
    Act.SHARE_TEAM: "The client has not agreed to share this with the care team. It stays out until they do.",
    Act.SUPERVISE: "The client has not agreed to show this in supervision. Record their answer under Consent first.",
}


PICTURE = (Act.PHOTOGRAPH, Act.KEEP)
"""What the client agrees to before a picture is taken, kept or printed."""

_DECISIONS = PreparedRows(lambda chart: Decision.of_chart(chart), chart=int)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands on a day: ``yes``, ``no``, ``ended``, ``withdrawn`` or ``unasked``."""

    act: Act
    state: str
    decision: Decision | None

    @property
    def allows(self) -> bool:
        return self.state == "yes"


def standing(decisions: Iterable[Decision], act: Act, *, on: date) -> Standing:
    """Judge one act from a chart's decisions. The latest recorded answer that has begun counts."""
    begun = [d for d in decisions if d.act == act and d.starts_on <= on]
    if not begun:
        return Standing(act, "unasked", None)
    latest = max(begun, key=lambda d: (d.recorded_at, d.pk or 0))
    if latest.withdrawn_on and latest.withdrawn_on <= on:
        return Standing(act, "withdrawn", latest)
    if latest.ends_on and latest.ends_on < on:
        return Standing(act, "ended", latest)
    return Standing(act, "yes" if latest.agreed else "no", latest)


def standings(chart: Chart, *, on: date) -> list[Standing]:
    """Every act of one chart, in one statement."""
    decisions = _DECISIONS.all(chart=chart.pk)
    return [standing(decisions, act, on=on) for act in Act]


def allows(chart: Chart, act: Act, *, on: date) -> bool:
    """Whether the client's yes to this act is in force."""
    return standing(Decision.of_chart(chart).filter(act=act), act, on=on).allows


def missing(chart: Chart, acts: Iterable[Act], *, on: date) -> NeedsConsent | None:
    """Whose answer is missing first among these acts; None where all are in force. One statement."""
    found = {one.act: one for one in standings(chart, on=on)}
    return next((NeedsConsent(ASK[act]) for act in acts if not found[act].allows), None)


def check(chart: Chart, *acts: Act, on: date) -> None:
    """Refuse unless the client's yes to each of these acts is in force.

    Raises
    ------
    NeedsConsent
        With a sentence that says whose answer is missing and where to record it.
    """
    refused = missing(chart, acts, on=on)
    if refused is not None:
        raise refused
