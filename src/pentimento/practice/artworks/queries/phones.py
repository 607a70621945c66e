"""A phone that was let in as the camera of one session, and what came from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pentimento.core.kernel.errors import NotFound, Refused
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.encounters.queries import session_for
from pentimento.trust.access import lending
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.models import Loan
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Incoming, incoming

from .walls import works_of_session

CAMERA = "camera"
TO_FINISH = timedelta(minutes=20)  # for a picture that was begun in time, on a bad line


@dataclass(frozen=True, slots=True)
class Camera:
    """A phone that was let in: in whose name, and for which session."""

    loan: Loan
    session: Encounter
    by: Person

    @property
    def mark(self) -> str:
        """With what the keys of its uploads begin."""
        return _mark(self.loan)


@dataclass(frozen=True, slots=True)
class Lent:
    """How a session stands with its phone: ``none``, ``waiting`` for one to come, ``here``, or ``over``."""

    state: str
    loan: Loan | None = None
    coming: int = 0  # pictures on their way
    works: tuple[Artwork, ...] = ()  # what came from it and is in view, in the order it came


def _mark(loan: Loan) -> str:
    return f"{CAMERA}.{loan.public_id}."


def camera_of(device: str, *, at: datetime, finishing: bool = False) -> Camera:
    """What a phone may photograph for. The door is asked as if whoever lent it were asking.

    Parameters
    ----------
    finishing : bool
        Only to go on with a picture that was begun in time.

    Raises
    ------
    Refused
        It was not let in; its time is over; the session is closed; or whoever lent it left the care team.
    """
    loan = lending.loan_of(device, kind=CAMERA, at=at, leeway=TO_FINISH if finishing else timedelta(0))
    return camera_for(loan)


def camera_for(loan: Loan) -> Camera:
    """The camera of a loan that is in force.

    Raises
    ------
    Refused
    """
    by = loan.lent_by
    try:
        chart = chart_for(by, loan.chart.public_id)
        session = session_for(by, chart, loan.about)
    except NotFound as gone:
        raise Refused(lending.OVER) from gone
    rules.check_can_photograph(closed=not session.is_open, on_team=is_own_chart(by, chart))
    return Camera(loan, session, by)


def picture_coming(camera: Camera, public_id: str, *, at: datetime) -> Incoming:
    """A picture on its way in from this phone.

    Raises
    ------
    NotFound
        Also when its time is over, or it comes from another phone.
    """
    return incoming.incoming_for(camera.session.chart, public_id, under=camera.loan.public_id, at=at)


def lent_in(viewer: Any, session: Encounter, *, at: datetime) -> Lent:
    """How a session the viewer opened stands with its phone."""
    loan = lending.loans_of(session.chart, CAMERA, session.public_id).last()
    if loan is None:
        return Lent("none")
    coming = incoming.coming_under(session.chart, loan.public_id, at=at)
    in_force = loan.ended_at is None and at < loan.ends_at and session.is_open
    state = ("here" if loan.taken_at else "waiting") if in_force else "over"
    mine = Photograph.of_chart(session.chart_id).filter(upload_key__startswith=_mark(loan))
    from_it = set(mine.values_list("artwork", flat=True))
    works = tuple(work for work in works_of_session(viewer, session) if work.pk in from_it) if from_it else ()
    return Lent(state, loan, coming, works)


def new_of(lent: Lent, *, here: Collection[str]) -> list[Artwork]:
    """What came from the phone and is not on the page yet, which says what is ``here``."""
    return [work for work in lent.works if work.public_id not in set(here)]
