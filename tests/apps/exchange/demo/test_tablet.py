"""The picture of the demo that was drawn on screen is a log as a tablet sends it."""

from __future__ import annotations

from datetime import date

import numpy as np

from pentimento.core.strokes import Samples, Undo, marks_of, read_log, write_log
from pentimento.core.strokes.render import render
from pentimento.exchange.demo.filling.present import CLOSED
from pentimento.exchange.demo.filling.tablet import TOOLS, events_of
from pentimento.exchange.demo.stories import compose
from pentimento.exchange.demo.strokes import Recording


def recording() -> Recording:
    told = compose(seed=1, today=date(2026, 5, 4))
    return next(client for client in told.clients if client.key == CLOSED).artworks[-1].recording()


def test_every_reading_of_the_hand_is_in_the_log_and_one_stroke_is_taken_back() -> None:
    told = recording()
    drawn = [stroke for stroke in told.strokes if stroke.tool in TOOLS]
    events = tuple(events_of(told))
    assert read_log(write_log(events)) == events
    again = len(drawn[len(drawn) // 2].samples)
    assert sum(len(one.samples) for one in events if isinstance(one, Samples)) == again + sum(
        len(stroke.samples) for stroke in drawn
    )
    assert sum(isinstance(one, Undo) for one in events) == 1
    assert len(marks_of(events)[1]) == len(drawn)


def test_the_hand_takes_as_long_as_it_took_and_a_thought_more() -> None:
    told = recording()
    last = [one for one in events_of(told) if isinstance(one, Samples)][-1].samples[-1].t / 1000
    assert told.seconds + 2 < last < told.seconds + 60


def test_the_sheet_is_not_empty_and_not_full() -> None:
    picture = render(tuple(events_of(recording()))).astype(int)
    marked = np.abs(picture - picture[0, 0]).max(axis=2) > 24
    assert 0.02 < marked.mean() < 0.6
