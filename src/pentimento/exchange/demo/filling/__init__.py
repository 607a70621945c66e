"""Feeds the made-up practice through the rooms' own actions, each at the moment at which it would have happened.

Consents, grants, keys, seals, versions and the audit trail are therefore as real as in a practice that has
worked with Pentimento for nine months.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

from pentimento.exchange.demo.easel import Easel
from pentimento.exchange.demo.filling import (
    endings,
    gatherings,
    grading,
    intake,
    ledger,
    planning,
    portfolio,
    present,
    reporting,
    scores,
    sessions,
    staff,
    supervision,
)
from pentimento.exchange.demo.filling.practice import Practice
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.hours import as_of
from pentimento.exchange.demo.plot import ClientStory, PracticeStory
from pentimento.exchange.demo.stories import compose

PASSWORD = "lantern yard at dusk"  # noqa: S105 - of people who do not exist, printed for everybody to sign in with
ROOMS = (
    intake,
    planning,
    scores,
    sessions,
    gatherings,
    endings,
    reporting,
    present,
    ledger,
    portfolio,
    supervision,
    grading,
)


def fill(
    *,
    seed: int,
    today: date,
    now: time | None = None,
    say: Callable[[str], None],
    only: tuple[str, ...] = (),
    at_once: int = 2,
    prepare: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Fill an empty practice folder. Answers ``seed``, ``today``, ``password`` and ``people``.

    Parameters
    ----------
    seed : int
        The same seed and day give the same words and the same pictures; only random ids differ.
    today : date
        Nothing in the story lies after it, but for what is booked.
    now : time
        Around which the sessions of today lie; without it, at their usual hours.
    say : callable
        Is told what is being done, with counts, at least every two seconds.
    only : tuple of str
        Keys of the clients to fill in; empty for all of them and the group.
    at_once : int
        How many pictures are drawn at the same time; 0 draws them here, one after the other.
    prepare : callable
        Makes the folder ready, if it is not: the first pictures are drawn meanwhile.
    """
    say("Making up the practice …")
    usual = compose(seed=seed, today=today)
    story = as_of(usual, now) if now else usual
    clients = [client for client in story.clients if not only or client.key in only]
    works = _works(story, {client.key for client in clients})
    with Easel(works, at_once=at_once, measured=_newest(clients)) as easel:
        prepare()
        people = _live_through(Practice(story, clients, easel), say)
    return {"seed": seed, "today": today.isoformat(), "password": PASSWORD, "people": people}


def _live_through(practice: Practice, say: Callable[[str], None]) -> list[dict[str, str]]:
    """Everything that happened, day by day. Answers ``role``, ``role_name``, ``name`` and ``email`` of everybody."""
    people = staff.arrive(practice, PASSWORD)
    timeline = Timeline()
    for room in ROOMS:
        room.tell(practice, timeline)
    with _tidying_seldom():
        timeline.run(practice, say)
    present.measure_newest(practice, say)
    return people


def _works(story: PracticeStory, clients: set[str]) -> tuple[Any, ...]:
    """The pictures that will be wanted, in the order in which they will be."""
    return tuple(work for work in story.artworks if clients.issuperset(work.makers[:1]))


def _newest(clients: Iterable[ClientStory]) -> set[str]:
    """The last work of each, but for the one that is turned later: it is measured as it hangs."""
    told = [client for client in clients if client.artworks and client.key != present.TURNED]
    return {max(client.artworks, key=lambda work: work.made_on).key for client in told}


@contextmanager
def _tidying_seldom() -> Iterator[None]:
    """Look for unreachable objects a hundred times less often: a tenth faster, and it is soon over."""
    usual = gc.get_threshold()
    gc.set_threshold(usual[0] * 100, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
