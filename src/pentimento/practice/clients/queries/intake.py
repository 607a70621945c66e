"""What was taken in about one client: precautions, guardians, contacts, team, referrals, episodes."""

from __future__ import annotations

from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.models import Contact, Episode, Guardian, Precaution, Referral
from pentimento.trust.access import Permission
from pentimento.trust.access.actions import team_of as grants_of
from pentimento.trust.access.door import own_charts_of, practical_purpose
from pentimento.trust.access.models import Chart, ChartModel, Grant
from pentimento.trust.access.questions import Question
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import clinicians

ENTRIES: dict[str, type[ChartModel]] = {"precautions": Precaution, "guardians": Guardian, "contacts": Contact}

_PRECAUTIONS, _ENDED = (
    Question(
        Precaution,
        lambda rows, chart, stands=stands: (
            rows.filter(chart=chart, ended_on__isnull=stands).select_related("noted_by").order_by("noted_on", "pk")
        ),
        chart=int,
    )
    for stands in (True, False)
)
_OPEN_EPISODE = Question(
    Episode,
    lambda rows, chart: (
        rows.filter(chart=chart, closed_on__isnull=True).select_related("lead", "referral").order_by("pk")[:1]
    ),
    chart=int,
)


def precautions_of(viewer: Person, chart: Chart, *, ended: bool = False) -> list[Precaution]:
    """What to mind in every session, oldest first; with ``ended``, what no longer applies. One statement."""
    return (_ENDED if ended else _PRECAUTIONS).ask(viewer, chart=chart.pk)


def guardians_of(viewer: Person, chart: Chart, *, ended: bool = False) -> list[Guardian]:
    """Who decides with, or for, the client, by name. The front desk sees them too. One statement."""
    rows = Guardian.scoped(viewer, practical_purpose(viewer)).filter(chart=chart, ended_on__isnull=not ended)
    return list(rows.order_by("name", "pk"))


def contacts_of(viewer: Person, chart: Chart, *, ended: bool = False) -> list[Contact]:
    """Who else helps, outside the service, by name. One statement."""
    return list(Contact.scoped(viewer).filter(chart=chart, ended_on__isnull=not ended).order_by("name", "pk"))


def team_of(viewer: Person, chart: Chart) -> list[Grant]:
    """The care team of a chart that was opened, lead first; none for who sees names only. One statement."""
    return grants_of(chart) if viewer.may(Permission.CHART_READ) else []


def colleagues_for(chart: Chart) -> list[Person]:
    """Who could join this care team, by name. Two statements."""
    there = {grant.person_id for grant in grants_of(chart)}
    return [person for person in clinicians() if person.pk not in there]


def referrals_of(viewer: Person, chart: Chart) -> list[Referral]:
    """Who asked for therapy and what was decided, latest first. One statement."""
    rows = Referral.scoped(viewer).filter(chart=chart).select_related("taken_by")
    return list(rows.order_by("-received_on", "-pk"))


def referrals_waiting_for(viewer: Person) -> list[Referral]:
    """Referrals this person can decide on and nobody has yet: urgent ones first, then the oldest. One statement."""
    if not viewer.may(Permission.CLIENT_REFER):
        return []
    rows = Referral.scoped(viewer).filter(chart__in=own_charts_of(viewer), outcome=Referral.Outcome.WAITING)
    return list(rows.select_related("chart").order_by("-urgent", "received_on", "pk"))


def referral_for(viewer: Person, chart: Chart, public_id: str) -> Referral:
    """One referral of this chart. One statement; NotFound also when it is another client's."""
    found: Referral = entry_for(viewer, chart, Referral, public_id)
    return found


def open_episode_of(viewer: Person, chart: Chart) -> Episode | None:
    """The stretch of therapy that goes on now, if any. One statement."""
    found: list[Episode] = _OPEN_EPISODE.ask(viewer, chart=chart.pk)
    return found[0] if found else None


def episodes_of(viewer: Person, chart: Chart) -> list[Episode]:
    """Every stretch of therapy, latest first. One statement."""
    return list(Episode.scoped(viewer).filter(chart=chart).select_related("lead").order_by("-opened_on", "-pk"))


def entry_for(viewer: Person, chart: Chart, kind: type[ChartModel] | str, public_id: str) -> Any:
    """One entry of this chart, by kind or by the name of its kind in ``ENTRIES``. One statement.

    Raises
    ------
    NotFound
        Also when the entry belongs to another client.
    """
    kind = ENTRIES[kind] if isinstance(kind, str) else kind
    entry = kind.scoped(viewer, practical_purpose(viewer)).filter(chart=chart, public_id=public_id).first()
    if entry is None:
        raise NotFound
    return entry
