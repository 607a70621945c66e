"""What the tools do on the sheet, and that it is done in whole numbers."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from core.strokes.drawn_logs import every_tool
from pentimento.core.kernel.errors import Invalid
from pentimento.core.strokes import Begin, End, Erase, Fill, Paper, Sample, Samples, Texture, Tool, Undo
from pentimento.core.strokes.render import render

PAPER = Paper(0, 200, 120, 0xFFFFFF, Texture.SMOOTH)


def line(tool: Tool, *, at: int = 0, pressure: int = 255, width: int = 160, colour: int = 0x102030) -> tuple:
    run = tuple(Sample(320 + 16 * 16 * n, 960, at + n, pressure) for n in range(11))
    return Begin(at, tool, colour, width, 255), Samples(run), End(at + 10)


def test_a_line_of_ink_has_its_colour_its_width_and_its_ends() -> None:
    found = render((PAPER, *line(Tool.INK)))
    assert tuple(found[60, 100]) == (0x10, 0x20, 0x30)
    assert 9 <= (found[:, 100] != 255).any(axis=1).sum() <= 11  # 160/16 = 10 px
    left, right = np.flatnonzero((found[60] != 255).any(axis=1))[[0, -1]]
    assert (left, right) == (15, 184)  # from 20 to 180 px, and half its width beyond


def test_pressing_harder_never_leaves_less() -> None:
    for tool in Tool:
        light, hard = (render((PAPER, *line(tool, pressure=p))).astype(int).sum() for p in (40, 250))
        assert hard <= light


def test_the_eraser_brings_the_paper_back() -> None:
    rubbed = (*line(Tool.INK), *line(Tool.ERASER, at=20, width=400))
    assert (render((PAPER, *rubbed)) == 255).all()


def test_a_marker_over_itself_is_darker_and_ink_is_not() -> None:
    for tool, darker in ((Tool.MARKER, True), (Tool.INK, False)):
        once = render((PAPER, *line(tool, colour=0xC08040)))[60, 100].astype(int)
        twice = render((PAPER, *line(tool, colour=0xC08040), *line(tool, at=20, colour=0xC08040)))[60, 100].astype(int)
        assert bool(twice.sum() < once.sum()) is darker


def test_chalk_leaves_the_valleys_of_rough_paper_bare() -> None:
    rough = Paper(0, 200, 120, 0xFFFFFF, Texture.ROUGH)
    bare = (render((rough, *line(Tool.CHALK, pressure=90, width=320)))[52:68, 30:170] == 255).all(axis=2).mean()
    assert 0.1 < bare < 0.9
    assert (render((PAPER, *line(Tool.CHALK, pressure=90, width=320)))[55:65, 30:170] != 255).any(axis=2).all()


def test_a_fill_stops_at_a_line_and_can_be_taken_back() -> None:
    parted = (PAPER, Begin(0, Tool.INK, 0, 64, 255), Samples((Sample(1600, -99, 0, 255), Sample(1600, 2100, 1, 255))))
    filled = render((*parted, End(2), Fill(3, 10, 10, 0xD02020, 255)))
    assert tuple(filled[100, 40]) == (0xD0, 0x20, 0x20)
    assert tuple(filled[100, 190]) == (255, 255, 255)
    assert np.array_equal(render((*parted, End(2), Fill(3, 10, 10, 0, 255), Undo(4))), render(parted))


def test_wiping_the_sheet_leaves_the_paper_and_can_be_taken_back() -> None:
    drawn = (PAPER, *line(Tool.INK))
    assert (render((*drawn, Erase(30))) == 255).all()
    assert np.array_equal(render((*drawn, Erase(30), Undo(31))), render(drawn))


def test_no_paper_is_no_picture() -> None:
    with pytest.raises(Invalid):
        render(())


def test_these_are_the_pixels_of_this_version() -> None:
    # A new number here is a new rasteriser: old drawings would no longer look as they were drawn.
    assert hashlib.sha256(render(every_tool()).tobytes()).hexdigest()[:16] == "59ea1d894abf8216"
