"""Supervision, hours, badges and literature of a house: the trainee's, with the supervisor of the house."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pentimento.profession.portfolio.actions import badges, hours, supervision
from pentimento.profession.portfolio.actions.library import import_references, tie
from pentimento.profession.portfolio.models import Reference
from web.access_table import Who
from web.house_claims import said

if TYPE_CHECKING:
    from web.house import House

HOUR = timedelta(hours=1)
READ = "@book{shared, title={A book everybody may read}, author={Known, Well}, year={2019}}"


def furnish(house: House) -> None:
    """Put one of everything into the house."""
    _meetings(house)
    _matters(house)
    _hours(house)
    _library(house)


def _meet(house: House, key: str, starts_in: timedelta) -> Any:
    by = house.people[Who.SUPERVISOR]
    return supervision.plan_meeting(
        supervisor=by,
        people=[house.trainee],
        starts_at=house.now + starts_in,
        minutes=60,
        place=house.says("Blue room"),
        entry_key=f"{house.mark}{key}",
        by=by,
        at=house.now,
    )


def _meetings(house: House) -> None:
    by = house.people[Who.SUPERVISOR]
    house.supervising, house.table_to_cancel = _meet(house, "one", 2 * HOUR), _meet(house, "two", 3 * HOUR)
    house.table_to_confirm, done = _meet(house, "three", -HOUR), _meet(house, "four", -2 * HOUR)
    supervision.write_decisions(
        meeting=house.supervising, words=said(house, "Offer clay"), version=1, by=by, at=house.now
    )
    house.supervising.refresh_from_db()
    supervision.agree_action(
        meeting=house.supervising, owner=house.trainee, words=said(house, "Read"), by_when=None, by=by, at=house.now
    )
    from pentimento.profession.portfolio.models import Agreed

    house.agreed = Agreed.of_owner(house.trainee).get()
    house.table_confirmed = supervision.confirm_meeting(
        meeting=done, came=[house.trainee], minutes=60, by=by, at=house.now
    )


def _matters(house: House) -> None:
    told = {"by": house.trainee, "at": house.now}
    house.matter = supervision.bring(
        kind="note",
        place=house.chart.public_id,
        reference=house.trainees.public_id,
        words=said(house, "Stuck"),
        **told,
    )
    house.matter_on, house.matter_off, house.matter_back = (
        supervision.bring(kind="topic", words=said(house, f"Topic {number}"), **told) for number in range(3)
    )
    for matter in (house.matter_on, house.matter_off):
        supervision.put_on_agenda(matter=matter, meeting=house.supervising, **told)


def _hours(house: House) -> None:
    told = {"by": house.trainee, "at": house.now}
    supervisor = {"by": house.people[Who.SUPERVISOR], "at": house.now}
    house.pursuit = hours.pursue(credential="atr", route="approved", degree_on=date(2023, 7, 1), **told)
    house.pursuit_to_end = hours.pursue(credential="hcpc-cpd", route="registrant", degree_on=None, **told)
    house.holding = hours.hold(
        name="ATR-P", number=house.says("7"), since=date(2023, 8, 1), until=None, entry_key="h", **told
    )
    house.learning = hours.log_learning(
        on=house.today,
        title=said(house, "A course"),
        kind="course",
        topic="ethics",
        minutes=60,
        changed=said(house, "Ask earlier"),
        entry_key="l",
        **told,
    )
    certificates = [
        hours.certify(
            pursuit=house.pursuit,
            content=_said(house),
            met=True,
            entry_key=f"{house.mark}{number}",
            **supervisor,
        )
        for number in range(2)
    ]
    house.certificate, house.certificate_bare = certificates
    house.badge = badges.issue_for_hours(certificate=house.certificate, practice=house.says("House"), **supervisor)


def _said(house: House) -> dict[str, Any]:
    from pentimento.profession.portfolio.queries.hours import certificate_content, standing_of

    return certificate_content(standing_of(house.trainee, house.pursuit, on=house.today))


def _library(house: House) -> None:
    import_references(text=READ, by=None, at=house.now)
    house.reference = Reference.objects.get(title__startswith="A book everybody")
    house.tied = tie(
        to=house.reference,
        kind="learning",
        reference=house.learning.public_id,
        words=said(house, "For Monday"),
        by=house.trainee,
        at=house.now,
    )
