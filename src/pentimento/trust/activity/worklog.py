"""Keep work done, and read it: each their own rows, the head of service the sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, OutOfRange, Refused
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission

from .models import Activity, Basis, Kind, Mode

LONGEST = 1440  # minutes: a day
EARLIEST = date(2015, 1, 1)  # earlier work is a slip in the year
# What counts where the record does not say how long it took.
USUAL = {
    Kind.NOTE: 10,
    Kind.REPORT: 60,
    Kind.MEASURE: 8,
    Kind.PICTURE: 2,
    Kind.PLAN: 30,
    Kind.INTAKE: 20,
    Kind.COSIGN: 6,
    Kind.SUPPLIES: 5,
}


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes of one kind of work in one month, with one kind of help."""

    month: date
    kind: str
    mode: str
    basis: str
    minutes: int
    times: int


class Counted(Conflict):
    """Minutes of this kind count already on this day, from the record. ``minutes`` says how many."""

    def __init__(self, *, kind: str, on: date, minutes: int) -> None:
        sentence = "{minutes} minutes of “{kind}” on {day} count already, from the record. Nothing was logged yet."
        super().__init__(sentence, minutes=minutes, kind=Kind(kind).label, day=on.isoformat())
        self.minutes = minutes


def report(
    kind: str,
    *,
    person: Person,
    at: datetime,
    about: tuple[str, str],
    minutes: int | None = None,
    on: date | None = None,
) -> Activity:
    """Keep work that the record itself shows, in the transaction of the action that shows it.

    Parameters
    ----------
    about : tuple of str
        Kind and public id of what it was about: an opaque reference. Reported again, the row is brought up to date.
    minutes : int, optional
        How long, as far as the record knows; left out, a usual length counts and is marked as such.
    """
    long = minutes if minutes is not None and 1 <= minutes <= LONGEST else None
    fields = {
        "on": on or timezone.localdate(at),
        "minutes": USUAL.get(Kind(kind), 10) if long is None else long,
        "basis": Basis.USUAL if long is None else Basis.COUNTED,
        "recorded_at": at,
    }
    key: dict[str, Any] = {"person": person, "kind": kind, "reference_kind": about[0], "reference_id": about[1]}
    row, _made = Activity.objects.update_or_create(defaults=fields, **key)
    return row


def unreport(kind: str, *, person: Person, about: tuple[str, str]) -> None:
    """Forget work that the record no longer shows, because what it was about did not happen."""
    key: dict[str, Any] = {"person": person, "kind": kind, "reference_kind": about[0], "reference_id": about[1]}
    Activity.objects.filter(**key).exclude(basis=Basis.SAID).delete()


def minutes_between(begin: datetime, end: datetime, *, most: int) -> int | None:
    """Whole minutes between two moments of one sitting; None where it was longer than ``most``, or no time at all."""
    minutes = round((end - begin).total_seconds() / 60)
    return minutes if 1 <= minutes <= most else None


def log(
    *, person: Person, kind: str, on: date, minutes: int, mode: str, entry_key: str, at: datetime, beside: int = 0
) -> tuple[Activity, bool]:
    """Keep work that somebody says they did; answers the row and whether it is new. The same key again is a repeat.

    Parameters
    ----------
    beside : int
        Minutes of the same kind and day, counted from the record, that they know of: theirs come on top.

    Raises
    ------
    Counted
        Where more is counted than they know of. Nothing is ever counted twice unseen.
    """
    if kind not in Kind.values or mode not in Mode.values:
        raise Invalid("Choose a kind of work and how it was done.")
    if not 1 <= minutes <= LONGEST:
        raise OutOfRange("the number of minutes", minutes, f"from 1 to {LONGEST:,}")
    if on > timezone.localdate(at):
        raise Invalid("The day lies in the future. Log work once it is done.")
    if on < EARLIEST:
        raise Invalid("{day} is long ago. Check the year.", day=on.isoformat())
    if not entry_key or len(entry_key) > 36:
        raise Invalid("This form did not come from Pentimento. Load the page again; nothing was changed.")
    key: dict[str, Any] = {"person": person, "kind": kind, "reference_kind": "said", "reference_id": entry_key}
    fields = {"on": on, "minutes": minutes, "mode": mode, "basis": Basis.SAID, "beside": beside, "recorded_at": at}
    if not Activity.objects.filter(**key).exists():
        check_not_counted(person, kind=kind, on=on, beside=beside)
    try:
        with transaction.atomic():
            row, made = Activity.objects.get_or_create(defaults=fields, **key)
    except IntegrityError:  # sent twice at the same moment
        row, made = Activity.objects.get(**key), False
    if (row.on, row.minutes, row.mode) != (on, minutes, mode):
        raise Conflict("This entry was kept already, with other minutes. Load the page again.")
    return row, made


def counted(person: Person, *, on: date) -> dict[str, int]:
    """Minutes of a day that count from the record, by kind of work, most first."""
    rows = Activity.objects.filter(person=person, on=on, withdrawn_at__isnull=True).exclude(basis=Basis.SAID)
    return dict(rows.values_list("kind").annotate(total=Sum("minutes")).order_by("-total", "kind"))


def check_not_counted(person: Person, *, kind: str, on: date, beside: int) -> None:
    """Refuse where more minutes of this kind and day count from the record than somebody knows of."""
    minutes = counted(person, on=on).get(kind, 0)
    if minutes > beside:
        raise Counted(kind=kind, on=on, minutes=minutes)


def _waiting() -> QuerySet[Any]:
    """What was logged by hand where the record counts the same kind of work on that day, and its person did not know.

    ``counted`` is what the record counts. These minutes count nowhere until their person has decided.
    """
    same = Activity.objects.filter(
        person=OuterRef("person"), kind=OuterRef("kind"), on=OuterRef("on"), withdrawn_at__isnull=True
    )
    total = same.exclude(basis=Basis.SAID).order_by().values("kind").annotate(total=Sum("minutes")).values("total")
    said = Activity.objects.filter(basis=Basis.SAID, withdrawn_at__isnull=True)
    return said.annotate(counted=Subquery(total)).filter(counted__gt=F("beside"))


def waiting(viewer: Person) -> QuerySet[Any]:
    """The viewer's own entries that wait for them, oldest first, each with what the record counts beside it."""
    return _waiting().filter(person=viewer).order_by("on", "pk")


def settle(*, entry: Activity, by: Person, minutes: int) -> Activity:
    """Say how many minutes of an entry come on top of what the record counts that day."""
    if entry.person_id != by.pk or entry.basis != Basis.SAID:
        raise Refused("Only what you logged yourself can be taken back. The rest follows the record.")
    row = Activity.objects.select_for_update().get(pk=entry.pk)
    if not 1 <= minutes <= row.minutes:
        raise OutOfRange("the number of minutes", minutes, f"from 1 to {row.minutes:,}")
    row.minutes, row.beside = minutes, counted(by, on=row.on).get(row.kind, 0)
    row.save(update_fields=["minutes", "beside"])
    return row


def take_back(*, entry: Activity, by: Person, at: datetime) -> bool:
    """Let an entry of one's own no longer count; answers whether that changed anything."""
    return _set(entry, by, at)


def take_up(*, entry: Activity, by: Person) -> bool:
    """Let it count again."""
    return _set(entry, by, None)


def _set(entry: Activity, by: Person, moment: datetime | None) -> bool:
    if entry.person_id != by.pk or entry.basis != Basis.SAID:
        raise Refused("Only what you logged yourself can be taken back. The rest follows the record.")
    row = Activity.objects.select_for_update().get(pk=entry.pk)
    if (row.withdrawn_at is None) is (moment is None):
        return False
    row.withdrawn_at = moment
    row.save(update_fields=["withdrawn_at"])
    return True


def counting() -> QuerySet[Activity]:
    """Everybody's rows that count: not taken back, and not waiting for somebody to say whether they count twice."""
    return Activity.objects.filter(withdrawn_at__isnull=True).exclude(pk__in=_waiting().values("pk"))


def own(viewer: Person, *, frm: date, to: date) -> QuerySet[Activity]:
    """The viewer's own rows, newest first; those taken back too."""
    return Activity.objects.filter(person=viewer, on__gte=frm, on__lte=to).order_by("-on", "-pk")


def own_entry(viewer: Person, public_id: str) -> Activity:
    """One of the viewer's own rows.

    Raises
    ------
    NotFound
        Also when it is somebody else's.
    """
    row = Activity.objects.filter(person=viewer, public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def sums(viewer: Person, *, frm: date, to: date, everybody: bool = False) -> list[Spent]:
    """Minutes by month, kind and help: one's own, or everybody's for the head of service. One statement.

    Raises
    ------
    Refused
        When somebody else asks for everybody's.
    """
    rows = counting().filter(on__gte=frm, on__lte=to)
    if not everybody:
        rows = rows.filter(person=viewer)
    elif not viewer.may(Permission.SERVICE_COUNTS):
        raise Refused("Everybody's minutes are for the head of service. You see your own.")
    parts: Iterable[Any] = (
        rows.annotate(month=TruncMonth("on"))
        .values("month", "kind", "mode", "basis")
        .annotate(total=Sum("minutes"), times=Count("pk"))
        .order_by("month", "kind", "mode", "basis")
    )
    return [Spent(p["month"], p["kind"], p["mode"], p["basis"], p["total"], p["times"]) for p in parts]


def uses_by_day(*, frm: date) -> list[tuple[str, str, date, int]]:
    """As ``uses``, day by day: kind of work, help, day, and times. Everybody's, without a name."""
    rows = Activity.objects.filter(on__gte=frm, withdrawn_at__isnull=True).exclude(mode=Mode.ALONE)
    parts = rows.values("kind", "mode", "on").annotate(times=Count("pk")).order_by("kind", "mode", "on")
    return [(part["kind"], part["mode"], part["on"], part["times"]) for part in parts]


def uses(*, frm: date) -> list[tuple[str, str, int]]:
    """How often AI helped or did the work since a day: kind of work, help, and times. Everybody's, without a name."""
    rows = Activity.objects.filter(on__gte=frm, withdrawn_at__isnull=True).exclude(mode=Mode.ALONE)
    parts = rows.values("kind", "mode").annotate(times=Count("pk")).order_by("kind", "mode")
    return [(part["kind"], part["mode"], part["times"]) for part in parts]
