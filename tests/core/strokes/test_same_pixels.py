"""The browser and the server draw the very same bytes from the same log."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings

from core.strokes.browsers_hand import BrowsersHand, node
from core.strokes.drawn_logs import every_tool, logs
from pentimento.core.strokes import Begin, End, Log, Paper, Sample, Samples, Texture, Tool, Undo, write_log
from pentimento.core.strokes.render import render


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowsersHand]:
    node()
    hand = BrowsersHand(tmp_path_factory.mktemp("hand"))
    yield hand
    hand.end()


def same(browser: BrowsersHand, log: Log) -> bool:
    """Whether every byte is the same; says how many are not."""
    here, there = render(log), browser.draw(write_log(log))
    assert here.shape == there.shape
    unlike = np.argwhere((here != there).any(axis=2))
    assert not len(unlike), f"{len(unlike)} pixels differ, the first at {unlike[0]}"
    return True


@pytest.mark.parametrize("texture", list(Texture))
def test_every_tool_leaves_the_same_bytes(browser: BrowsersHand, texture: Texture) -> None:
    assert same(browser, every_tool(texture=texture))


@pytest.mark.parametrize("tool", list(Tool))
@pytest.mark.parametrize("width", [1, 7, 40, 257, 2048])
def test_every_width_of_every_tool_leaves_the_same_bytes(browser: BrowsersHand, tool: Tool, width: int) -> None:
    run = tuple(Sample(-400 + 37 * n * n, 900 + 71 * n * (n % 5), n, n * 9, n * 3, -n) for n in range(26))
    strokes: list = [Begin(0, Tool.WASH, 0x884422, 1600, 200), Samples(run), End(30)]
    strokes += [Begin(30, tool, 0x204080, width, 201), Samples(tuple(one._replace(t=one.t + 30) for one in run))]
    assert same(browser, (Paper(0, 400, 300, 0xFDFCF8, Texture.ROUGH), *strokes))  # and the pen is still down


@settings(max_examples=120)
@given(log=logs(far=4000))
def test_any_log_leaves_the_same_bytes(browser: BrowsersHand, log: Log) -> None:
    assert same(browser, log)


@settings(max_examples=25)
@given(log=logs(most=4))
def test_a_pen_far_off_the_sheet_leaves_the_same_bytes(browser: BrowsersHand, log: Log) -> None:
    assert same(browser, log)


def test_an_undone_stroke_leaves_no_trace() -> None:
    log = every_tool()
    clock = log[-1].at  # type: ignore[union-attr]
    scribble = (Begin(clock, Tool.CHALK, 0, 400, 255), Samples((Sample(900, 900, clock, 255),)), End(clock))
    assert np.array_equal(render(log), render((*log, *scribble, Undo(clock))))
