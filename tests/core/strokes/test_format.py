"""Every log survives being written, and whatever else comes in is refused with one sentence."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.strokes.drawn_logs import every_tool, logs
from pentimento.core.kernel.errors import Invalid
from pentimento.core.strokes import (
    HEAD,
    Begin,
    End,
    Erase,
    Paper,
    Sample,
    Samples,
    Standing,
    Texture,
    Tool,
    read_added,
    read_log,
    stands,
    write_events,
    write_log,
)

PAPER = Paper(0, 640, 480, 0xFFFFFF, Texture.SMOOTH)


@given(logs())
def test_a_log_that_is_written_and_read_is_the_same_log(log):
    assert read_log(write_log(log)) == log


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: write_log([PAPER]) + rest))
@example(b"")
@example(HEAD)
def test_any_bytes_are_a_log_with_this_one_spelling_or_are_refused(content):
    try:
        log = read_log(content)
    except Invalid as refusal:
        assert "not a drawing" in str(refusal) or "as long as one can be" in str(refusal)
    else:
        assert write_log(log) == content


@given(logs(), st.data())
def test_one_changed_byte_is_refused_or_is_another_log(log, data):
    content = bytearray(write_log(log))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(Invalid):
        assert read_log(bytes(content)) != log


@given(logs(), st.data())
def test_a_log_can_be_sent_in_pieces_that_are_checked_one_by_one(log, data):
    cut = data.draw(st.integers(1, len(log)))
    first = read_added(write_log(log[:cut]), Standing())
    second = read_added(write_events(log[cut:]), first.standing)
    assert first.events + second.events == log
    assert second.standing == stands(log)
    assert write_log(log[:cut]) + write_events(log[cut:]) == write_log(log)


def touched(*samples: Sample) -> tuple:
    return (PAPER, Begin(5, Tool.INK, 0, 32, 255), Samples(samples), End(9))


@pytest.mark.parametrize(
    "log",
    [
        (),
        (Erase(0),),
        (PAPER, Paper(1, 480, 640, 0xFFFFFF, Texture.SMOOTH)),
        (PAPER, End(1)),
        (PAPER, Samples((Sample(0, 0, 0, 0),))),
        (PAPER, Begin(9, Tool.INK, 0, 32, 255), Erase(9)),
        (PAPER, Begin(9, Tool.INK, 0, 32, 255), End(8)),
        (PAPER, Begin(9, Tool.INK, 0, 0, 255)),
        (PAPER, Begin(9, Tool.INK, 0, 32, 0)),
        (Paper(0, 63, 480, 0, Texture.SMOOTH),),
        (Paper(0, 640, 2049, 0, Texture.SMOOTH),),
        touched(Sample(1 << 17, 0, 5, 0)),
        touched(Sample(0, 0, 4, 0)),
        touched(Sample(0, 0, 5, 0), Sample(0, 0, 5, 256)),
        touched(Sample(0, 0, 5, 0, 91, 0)),
    ],
)
def test_what_cannot_happen_to_a_sheet_is_refused(log):
    with pytest.raises((Invalid, ValueError)):
        read_log(write_log(log)) if log else read_log(b"")


def test_an_hour_of_drawing_is_small():
    content = write_log(every_tool())
    samples = stands(every_tool()).samples
    assert len(content) / samples < 8  # bytes a sample, with pressure and tilt
