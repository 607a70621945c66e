"""Hours counted against the rules of a credential: what is there, what is short, and which rule says so.

Nothing is typed again: work comes from what was recorded as done, supervision from confirmed meetings,
learning from the log. What does not count is told with its reason, never left away in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from pentimento.core.kernel.errors import OutOfRange

from .credentials import Counts, InGroup, Need, Rules, years_after

METHOD = "credential-hours/2"
DAYS_A_MONTH = 30.44
MAYBE_TWICE = "logged by hand on a day whose record counts the same kind of work, and not settled yet"


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of practice on a day. ``direct``: with a client or a group of clients in the room.

    ``by_hand``: logged, not counted from the record. ``waits``: the record counts the same kind of work on that
    day, and nobody has said yet whether it is the same work.
    """

    on: date
    minutes: int
    direct: bool
    by_hand: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """One confirmed supervision meeting, as it counts for one of the people supervised in it."""

    on: date
    minutes: int
    people: int  # supervised in it, this person included
    supervisor: str  # public id
    supervisor_name: str
    supervisor_holds: frozenset[str]  # on that day


@dataclass(frozen=True, slots=True)
class Learnt:
    """One entry of the log of learning."""

    on: date
    minutes: int
    kind: str
    topic: str
    reflected: bool  # it says what changed in practice


Row = TypeVar("Row", bound=Work | Met | Learnt)


@dataclass(frozen=True, slots=True)
class Held:
    """A credential somebody holds or held."""

    name: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it was held that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything of one person that can count."""

    work: tuple[Work, ...] = ()
    met: tuple[Met, ...] = ()
    learnt: tuple[Learnt, ...] = ()
    held: tuple[Held, ...] = ()
    degree_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was recorded and does not count for a need, with the reason."""

    why: str
    times: int
    hours: float


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what counts came from one supervisor."""

    name: str
    hours: float
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How one need stands. ``have`` and ``want`` are in ``unit``; ``short`` is never below 0."""

    need: Need
    have: float
    want: float
    unit: str
    left_out: tuple[LeftOut, ...] = ()
    shares: tuple[Share, ...] = ()
    at_most: bool = False  # less is better, as with a gap
    waits: str = ""  # what must be known before this can be counted
    by_hand: float = 0.0  # hours of ``have`` that were logged and not counted from the record

    @property
    def met(self) -> bool:
        """Whether the need is met."""
        if self.waits:
            return False
        return self.have <= self.want if self.at_most else self.have >= self.want

    @property
    def short(self) -> float:
        """How much is missing."""
        return 0.0 if self.met or self.at_most else round(self.want - self.have, 2)

    @property
    def part(self) -> float:
        """How far it is on its way, 0 to 1."""
        if self.met:
            return 1.0
        return 0.0 if self.at_most or self.waits or not self.want else min(1.0, self.have / self.want)

    @property
    def per_mille(self) -> int:
        """How far it is on its way, in thousandths, for drawing."""
        return round(self.part * 1000)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every need of a set of rules, on one day."""

    rules: Rules
    on: date
    results: tuple[Result, ...]
    method: str = METHOD

    @property
    def met(self) -> bool:
        """Whether everything that is asked for is there."""
        return all(result.met for result in self.results)

    @property
    def missing(self) -> tuple[Result, ...]:
        """What is not there yet, in the order of the rules."""
        return tuple(result for result in self.results if not result.met)

    def result(self, key: str) -> Result:
        """One need by its key."""
        return next(result for result in self.results if result.need.key == key)


@dataclass
class _Tally:
    """Minutes that count, and those that do not with their reasons."""

    minutes: float = 0.0
    by_hand: float = 0.0
    reasons: dict[str, tuple[int, float]] = field(default_factory=dict)

    def add(self, row: Work | Met | Learnt) -> None:
        if isinstance(row, Work) and row.waits:
            self.leave_out(MAYBE_TWICE, row.minutes)
            return
        self.minutes += row.minutes
        self.by_hand += row.minutes if isinstance(row, Work) and row.by_hand else 0

    def leave_out(self, why: str, minutes: float) -> None:
        times, sofar = self.reasons.get(why, (0, 0.0))
        self.reasons[why] = (times + 1, sofar + minutes)

    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(LeftOut(why, times, in_hours(minutes)) for why, (times, minutes) in self.reasons.items())


def judge(rules: Rules, recorded: Recorded, *, on: date) -> Judgement:
    """Count what is recorded up to and including a day against every need of these rules.

    Raises
    ------
    OutOfRange
        Where a recorded length is negative or nobody was supervised in a meeting.
    """
    check_recorded(recorded)
    needs = (need for need in rules.needs if need.required_from is None or need.required_from <= on)
    return Judgement(rules, on, tuple(_COUNTING[need.counts](need, recorded, on) for need in needs))


def check_recorded(recorded: Recorded) -> None:
    """Minutes are not negative, and a meeting has somebody who is supervised in it."""
    everything: tuple[Work | Met | Learnt, ...] = (*recorded.work, *recorded.met, *recorded.learnt)
    for row in everything:
        if row.minutes < 0:
            raise OutOfRange("a length in minutes", row.minutes, "0 or more")
    for meeting in recorded.met:
        if meeting.people < 1:
            raise OutOfRange("the number of people supervised", meeting.people, "1 or more")


def in_hours(minutes: float) -> float:
    """Minutes as hours, to the hundredth.

    >>> in_hours(50)
    0.83
    """
    return round(minutes / 60, 2)


def worth(meeting: Met, group: InGroup) -> float:
    """Minutes a meeting counts for one person: in a group whole, or divided by the people supervised in it.

    >>> worth(Met(date(2026, 5, 4), 90, 3, "", "", frozenset()), InGroup.DIVIDED)
    30.0
    """
    return meeting.minutes / meeting.people if group is InGroup.DIVIDED else float(meeting.minutes)


def _begins(need: Need, recorded: Recorded, on: date) -> date | None:
    """The first day that counts; None where the degree decides and its day is not known."""
    if need.from_degree:
        return recorded.degree_on
    return years_after(on, -need.within_years) + timedelta(days=1) if need.within_years else date.min


def _timely(rows: Iterable[Row], begins: date, on: date, tally: _Tally, why: str) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if row.on < begins:
            tally.leave_out(why, row.minutes)
        elif row.on <= on:
            kept.append(row)
    return kept


def _why_early(need: Need) -> str:
    return "before the degree" if need.from_degree else f"more than {need.within_years} years ago"


def _waits(need: Need) -> Result:
    return Result(need, 0.0, need.hours, "hours", waits="The day of the degree is not entered.")


def _direct(need: Need, recorded: Recorded, on: date) -> Result:
    begins = _begins(need, recorded, on)
    if begins is None:
        return _waits(need)
    tally = _Tally()
    for row in _timely((row for row in recorded.work if row.direct), begins, on, tally, _why_early(need)):
        tally.add(row)
    return _hours(need, tally)


def _hours(need: Need, tally: _Tally) -> Result:
    by_hand = in_hours(tally.by_hand)
    return Result(need, in_hours(tally.minutes), need.hours, "hours", tally.left_out(), by_hand=by_hand)


def _practice(need: Need, recorded: Recorded, on: date) -> Result:
    begins = _begins(need, recorded, on)
    if begins is None:
        return _waits(need)
    tally = _Tally()
    everything: Sequence[Work | Met | Learnt] = (*recorded.work, *recorded.met, *recorded.learnt)
    for row in _timely(everything, begins, on, tally, _why_early(need)):
        tally.add(row)
    return _hours(need, tally)


def _supervision(need: Need, recorded: Recorded, on: date) -> Result:
    begins = _begins(need, recorded, on)
    if begins is None:
        return _waits(need)
    tally, by = _Tally(), dict[str, tuple[str, float, frozenset[str]]]()
    for meeting in _timely(recorded.met, begins, on, tally, _why_early(need)):
        if why := _unfit(meeting, need):
            tally.leave_out(why, worth(meeting, need.group))
            continue
        counted = worth(meeting, need.group)
        tally.minutes += counted
        name, sofar, holds = by.get(meeting.supervisor, (meeting.supervisor_name, 0.0, frozenset()))
        by[meeting.supervisor] = (name, sofar + counted, holds | meeting.supervisor_holds)
    shares = tuple(Share(name, in_hours(minutes), tuple(sorted(holds))) for name, minutes, holds in by.values())
    return Result(need, in_hours(tally.minutes), need.hours, "hours", tally.left_out(), shares)


def _unfit(meeting: Met, need: Need) -> str:
    if need.group_most is not None and meeting.people > need.group_most:
        return f"a group of more than {need.group_most}"
    if need.supervisors and not need.supervisors & meeting.supervisor_holds:
        return "the supervisor did not hold " + " or ".join(sorted(need.supervisors)) + " that day"
    return ""


def _learnt(need: Need, recorded: Recorded, on: date, tally: _Tally) -> list[Learnt]:
    begins = _begins(need, recorded, on) or date.min
    rows = (row for row in recorded.learnt if not need.topics or row.topic in need.topics)
    return _timely(rows, begins, on, tally, _why_early(need))


def _learning(need: Need, recorded: Recorded, on: date) -> Result:
    tally = _Tally()
    tally.minutes = sum(row.minutes for row in _learnt(need, recorded, on, tally))
    return Result(need, in_hours(tally.minutes), need.hours, "hours", tally.left_out())


def _holding(need: Need, recorded: Recorded, on: date) -> Result:
    holds = any(one.name in need.holding and one.on(on) for one in recorded.held)
    return Result(need, float(holds), 1.0, "held")


def _degree(need: Need, recorded: Recorded, on: date) -> Result:
    done = recorded.degree_on is not None and recorded.degree_on <= on
    return Result(need, float(done), 1.0, "done")


def _gap(need: Need, recorded: Recorded, on: date) -> Result:
    begins = _begins(need, recorded, on) or date.min
    days = sorted({row.on for row in _learnt(need, recorded, on, _Tally())})
    if not days:
        return Result(need, 0.0, need.months, "months", at_most=True, waits="Nothing is entered in the log yet.")
    # What lies before the first entry is a gap only for somebody whose log is older than the window.
    older = any(row.on < begins for row in recorded.learnt)
    marks = [*([begins] if older else []), *days, on]
    longest = max((later - earlier).days for earlier, later in pairwise(marks))
    return Result(need, round(longest / DAYS_A_MONTH, 1), need.months, "months", at_most=True)


def _kinds(need: Need, recorded: Recorded, on: date) -> Result:
    kinds = {row.kind for row in _learnt(need, recorded, on, _Tally())}
    return Result(need, float(len(kinds)), float(need.number), "kinds")


def _reflected(need: Need, recorded: Recorded, on: date) -> Result:
    said = sum(row.reflected for row in _learnt(need, recorded, on, _Tally()))
    return Result(need, float(said), float(need.number), "entries")


_COUNTING: dict[Counts, Callable[[Need, Recorded, date], Result]] = {
    Counts.DIRECT: _direct,
    Counts.PRACTICE: _practice,
    Counts.SUPERVISION: _supervision,
    Counts.LEARNING: _learning,
    Counts.HOLDING: _holding,
    Counts.DEGREE: _degree,
    Counts.GAP: _gap,
    Counts.KINDS: _kinds,
    Counts.REFLECTED: _reflected,
}
