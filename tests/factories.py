"""Rows for tests, made directly and with as few words as a test needs."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pentimento.practice.clients.models import Client
from pentimento.practice.encounters.models import Appointment, Encounter
from pentimento.trust.access.models import Capacity, Chart, Grant
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person, Supervision
from pentimento.trust.people.roles import Role

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=LONDON)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "a quiet studio at night"
_numbers = itertools.count(1)


def person(role: str = Role.THERAPIST, **fields: Any) -> Person:
    """Somebody who works here."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"Person {number}")
    return Person.objects.create_user(password=fields.pop("password", PASSWORD), role=role, **fields)


def chart(*team: Person) -> Chart:
    """A record with this team; the first leads."""
    made = Chart.objects.create(opened_at=NOON)
    for place, member in enumerate(team):
        Grant.objects.create(
            chart=made, person=member, capacity=Capacity.MEMBER if place else Capacity.LEAD, since=LONG_AGO
        )
    return made


def client(*team: Person, **fields: Any) -> Client:
    """A client in care with this team."""
    number = next(_numbers)
    fields.setdefault("given_name", f"Given{number}")
    fields.setdefault("family_name", f"Family{number}")
    fields.setdefault("sort_name", f"{fields['family_name']} {fields['given_name']}".casefold())
    fields.setdefault("number", f"P{number:05d}")
    fields.setdefault("status", Client.Status.IN_CARE)
    return Client.add(chart=fields.pop("chart", None) or chart(*team), **fields)


def supervise(supervisor: Person, supervisee: Person) -> Supervision:
    """One answers for the other."""
    return Supervision.objects.create(supervisor=supervisor, supervisee=supervisee, since=LONG_AGO)


def appointment(for_client: Client, therapist: Person, **fields: Any) -> Appointment:
    """A booked hour."""
    fields.setdefault("starts_at", NOON)
    return Appointment.add(chart=for_client.chart, therapist=therapist, **fields)


def encounter(for_client: Client, therapist: Person, **fields: Any) -> Encounter:
    """An open session."""
    booked = fields.pop("appointment", None) or appointment(
        for_client, therapist, starts_at=fields.get("opened_at", NOON), status=Appointment.Status.ATTENDED
    )
    fields.setdefault("opened_at", NOON)
    return Encounter.add(chart=for_client.chart, appointment=booked, therapist=therapist, **fields)


def consent(for_client: Client, *acts: str, by: Person, **fields: Any) -> list[Decision]:
    """The client's yes to these acts, or to all."""
    fields.setdefault("agreed", True)
    fields.setdefault("given_by", for_client.name)
    fields.setdefault("starts_on", LONG_AGO)
    fields.setdefault("recorded_at", NOON - timedelta(days=30))
    return [
        Decision.add(chart=for_client.chart, act=act, recorded_by=by, **fields) for act in (acts or tuple(Act.values))
    ]


STEPS = ("Stays outside", "Comes to the door", "Comes in", "Stays for ten minutes", "Stays to the end")


def agreed_plan(for_client: Client, by: Person, *goals: str, steps: tuple[str, ...] = STEPS) -> Any:
    """A plan agreed with the client: one need, these goals, an objective and an intervention for each."""
    from pentimento.practice.records import actions

    plan = actions.draft_plan(chart=for_client.chart, by=by, at=NOON)
    need = actions.add_need(plan=plan, words="To be with others without fear", by=by, at=NOON)
    for words in goals or ("I want to sit with the others",):
        goal = actions.add_goal(
            need=need, words=words, measured_by="Counted in each session", levels=steps, by=by, at=NOON
        )
        objective = actions.add_objective(goal=goal, words=f"Towards: {words}", by=by, at=NOON)
        actions.add_intervention(objective=objective, words="Shared table", media="Clay", by=by, at=NOON)
    return actions.agree(plan=plan, on=NOON.date(), agreed_with=for_client.name, by=by, at=NOON)
