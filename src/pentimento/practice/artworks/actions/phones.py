"""A phone is let in as the camera of one session, and its pictures come in piece by piece."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import PentimentoError, Unavailable
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.darkroom import MOST_BYTES
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.practice.artworks.queries.phones import CAMERA, TO_FINISH, Camera
from pentimento.practice.artworks.queries.pictures import twin_of
from pentimento.practice.encounters.models import Encounter
from pentimento.trust import audit
from pentimento.trust.access import lending
from pentimento.trust.access.models import Loan
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Incoming, incoming

from .keeping import keep_in_session
from .team import check_consent, check_writer, day_of


@transaction.atomic
def lend_camera(*, encounter: Encounter, by: Person, at: datetime) -> tuple[Loan, str]:
    """Make a code with which one phone photographs for this session, for minutes. The one before it ends.

    Raises
    ------
    NeedsConsent, Refused
    """
    check_writer(by, encounter.chart)
    rules.check_can_photograph(closed=not encounter.is_open, on_team=True)
    check_consent(encounter.chart, on=day_of(at))
    _drop(encounter, by=by, at=at)
    return lending.lend(chart=encounter.chart, kind=CAMERA, about=encounter.public_id, by=by, at=at)


@transaction.atomic
def put_phone_away(*, encounter: Encounter, by: Person, at: datetime) -> None:
    """The phone photographs no more; what was still on its way is dropped. Twice is once.

    Raises
    ------
    Refused
    """
    check_writer(by, encounter.chart)
    _drop(encounter, by=by, at=at)


def _drop(encounter: Encounter, *, by: Person, at: datetime) -> None:
    loans = lending.loans_of(encounter.chart, CAMERA, encounter.public_id)
    for loan in loans.filter(ended_at__isnull=True):
        incoming.forget_under(encounter.chart, loan.public_id)
    lending.end(loans, by=by, at=at)


@transaction.atomic
def phone_is_done(*, camera: Camera, at: datetime) -> None:
    """Whoever holds the phone says that no more pictures come."""
    _drop(camera.session, by=camera.by, at=at)


def begin_picture(*, camera: Camera, name: str, size: int, at: datetime) -> Incoming:
    """A phone announces a picture of ``size`` bytes.

    Raises
    ------
    NeedsConsent, Refused, TooLarge, WrongType
    """
    chart = camera.session.chart
    check_consent(chart, on=day_of(at))
    rules.check_announced(size=size, most=MOST_BYTES, coming=incoming.coming_under(chart, camera.loan.public_id, at=at))
    return incoming.expect(
        chart=chart, under=camera.loan.public_id, name=name, size=size, at=at, ends_at=camera.loan.ends_at + TO_FINISH
    )


def add_to_picture(
    *,
    picture: Incoming,
    offset: int,
    length: int,
    source: incoming.Source,
    checksum: tuple[str, bytes] | None,
    at: datetime,
) -> Incoming:
    """Bytes of a picture from ``offset`` on. Where the line is cut, what came before stays.

    Raises
    ------
    Conflict, TooLarge, Mismatch
        As ``incoming.take_in``.
    """
    return incoming.take_in(picture, offset=offset, length=length, source=source, checksum=checksum, at=at)


def finish_picture(*, camera: Camera, picture: Incoming, at: datetime) -> None:
    """Every byte of a picture has come: it becomes a work of the session. Asked again, the same work.

    Raises
    ------
    Refused
        Also when the record has this very picture already.
    NeedsConsent, Invalid, WrongType, TooLarge, Unmeasurable, Unavailable
        Nothing is kept then, and what came is dropped, unless trying again may help.
    """
    if picture.done_at is not None:
        return
    rules.check_is_whole(whole=picture.is_whole)
    key = f"{camera.mark}{picture.public_id}"
    try:
        work = _kept(camera, incoming.content_of(picture), picture.name, key, at=at)
    except PentimentoError as error:
        if not isinstance(error, Unavailable):
            _unusable(picture, camera=camera, at=at)
        raise
    with transaction.atomic():
        incoming.put_away(picture, at=at)
        _record_sent(work=work, key=key, camera=camera, at=at)


def keep_from_phone(*, camera: Camera, original: bytes, name: str, key: str, at: datetime) -> Artwork:
    """Keep a picture that a phone without script sent as a whole. The same ``key`` again gives the same work.

    Raises
    ------
    As ``finish_picture``.
    """
    work = _kept(camera, original, name, f"{camera.mark}{key}", at=at)
    _record_sent(work=work, key=f"{camera.mark}{key}", camera=camera, at=at)
    return work


def _kept(camera: Camera, original: bytes, name: str, key: str, *, at: datetime) -> Artwork:
    chart, by = camera.session.chart, camera.by
    check_consent(chart, on=day_of(at))
    rules.check_is_new(is_here=twin_of(by, chart, original, upload_key=key) is not None)
    return keep_in_session(
        encounter=camera.session, original=original, original_name=name, upload_key=key, by=by, at=at
    )


@transaction.atomic
def _record_sent(*, work: Artwork, key: str, camera: Camera, at: datetime) -> None:
    """Write on the trail that a picture came from this phone; once for each."""
    picture = Photograph.of_chart(work.chart_id).get(upload_key=key)
    if audit.Event.PICTURE_SENT not in audit.events_of(picture):
        audit.record(
            audit.Event.PICTURE_SENT, by=camera.by, at=at, chart=work.chart, subject=picture, loan=camera.loan.public_id
        )


@transaction.atomic
def _unusable(picture: Incoming, *, camera: Camera, at: datetime) -> None:
    incoming.forget(picture)
    audit.record(
        audit.Event.PICTURE_UNUSABLE,
        by=camera.by,
        at=at,
        chart=camera.session.chart,
        subject=camera.session,
        loan=camera.loan.public_id,
    )
