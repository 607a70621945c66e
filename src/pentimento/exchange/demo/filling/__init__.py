"""Feeds the made-up practice through the rooms' own actions, each at the moment at which it would have happened.

Consents, grants, keys, seals, versions and the audit trail are therefore as real as in a practice that has
worked with Pentimento for nine months.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
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
from pentimento.exchange.demo.plot import PracticeStory
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
    *, seed: int, today: date, say: Callable[[str], None], only: tuple[str, ...] = (), at_once: int = 2
) -> dict[str, Any]:
    """Fill an empty, prepared practice folder.

    Parameters
    ----------
    seed : int
        The same seed and day give the same words and the same pictures; only random ids differ.
    today : date
        Nothing in the story lies after it, but for what is booked.
    say : callable
        Is told what is being done, with counts, at least every two seconds.
    only : tuple of str
        Keys of the clients to fill in; empty for all of them and the group.
    at_once : int
        How many pictures are drawn at the same time; 0 draws them here, one after the other.

    Returns
    -------
    dict
        ``seed``, ``today``, ``password`` and ``people`` (``role``, ``role_name``, ``name``, ``email`` of each).
    """
    say("Making up the practice …")
    story = compose(seed=seed, today=today)
    clients = [client for client in story.clients if not only or client.key in only]
    with Easel(_works(story, {client.key for client in clients}), at_once=at_once) as easel:
        practice = Practice(story, clients, easel)
        people = staff.arrive(practice, PASSWORD)
        timeline = Timeline()
        for room in ROOMS:
            room.tell(practice, timeline)
        with _tidying_seldom():
            timeline.run(practice, say)
    present.measure_newest(practice, say)
    return {"seed": seed, "today": today.isoformat(), "password": PASSWORD, "people": people}


def _works(story: PracticeStory, clients: set[str]) -> tuple[Any, ...]:
    """The pictures that will be wanted, in the order in which they will be."""
    return tuple(work for work in story.artworks if clients.issuperset(work.makers[:1]))


@contextmanager
def _tidying_seldom() -> Iterator[None]:
    """Look for unreachable objects a hundred times less often: a tenth faster, and it is soon over."""
    usual = gc.get_threshold()
    gc.set_threshold(usual[0] * 100, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
