"""A log becomes its picture. The browser does the same in TypeScript, and both come to the very same bytes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .events import UNIT, Erase, Event, Fill, Paper, Tool
from .hand import Hand
from .marks import Mark, Stroke, marks_of
from .nibs import NIBS, TILE, Nib, grain, phases, scaled, stamp, tone

Picture = NDArray[np.uint8]  # (height, width, 3), sRGB
Box = tuple[int, int, int, int]  # left, top, right, bottom in px, the last two just outside
NOWHERE: Box = (1 << 30, 1 << 30, 0, 0)
NEAR = 24  # a fill runs over colours that differ by no more than this in any channel
FRINGE = 96  # and takes in one pixel more where an edge fades by no more than this


def render(log: Iterable[Event]) -> Picture:
    """The picture a log leaves, 8 bits a channel, row by row from the top left.

    Every step is in whole numbers with a defined rounding: the same log gives the same bytes everywhere.

    Raises
    ------
    Invalid
        The log has no paper.
    """
    paper, marks = marks_of(log)
    sheet = Sheet(paper)
    for mark in marks:
        sheet.put(mark)
    return sheet.pixels


class Sheet:
    """A sheet of paper that takes marks one after the other."""

    def __init__(self, paper: Paper) -> None:
        self.paper = np.array(_channels(paper.colour), np.int64)
        self.pixels: Picture = np.empty((paper.height, paper.width, 3), np.uint8)
        self.pixels[:] = self.paper
        times = -(-paper.height // TILE), -(-paper.width // TILE)
        self._grain = np.tile(grain(paper.texture), times)[: paper.height, : paper.width]
        self._covered = np.zeros((paper.height, paper.width), np.uint8)
        self._box = NOWHERE

    def put(self, mark: Mark) -> None:
        """One more mark over those that are there."""
        if isinstance(mark, Stroke):
            self._stroke(mark)
        elif isinstance(mark, Fill):
            self._fill(mark)
        elif isinstance(mark, Erase):
            self.pixels[:] = self.paper

    def _stroke(self, mark: Stroke) -> None:
        nib = NIBS[mark.begin.tool]
        drops = _Drops(mark) if nib.scatters else None

        def stamped(x: int, y: int, radius: int, strength: int) -> None:
            if drops:
                self._scatter(drops, x, y, radius, strength)
            else:
                self._stamp(x, y, radius, nib.core, strength)

        hand = Hand(mark.begin, stamped)
        hand.moves(mark.samples)
        hand.lifts()
        self._compose(mark, nib)

    def _stamp(self, x: int, y: int, radius: int, core: int, strength: int) -> None:
        part = UNIT // phases(radius)
        mask = stamp(radius, core, (x & 15) // part, (y & 15) // part)
        half, (height, width) = len(mask) // 2, self._covered.shape
        left, top = (x >> 4) - half, (y >> 4) - half
        inside = max(left, 0), max(top, 0), min(left + len(mask), width), min(top + len(mask), height)
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            return
        shown = mask[inside[1] - top : inside[3] - top, inside[0] - left : inside[2] - left]
        place = self._covered[inside[1] : inside[3], inside[0] : inside[2]]
        np.maximum(place, shown if strength == 255 else scaled(strength)[shown], out=place)
        self._widen(inside)

    def _scatter(self, drops: _Drops, x: int, y: int, radius: int, strength: int) -> None:
        height, width = self._covered.shape
        for _drop in range((radius >> 5) + 2):
            drawn = drops.drawn()
            right, down = (drawn & 0x7FF) - 1024, (drawn >> 11 & 0x7FF) - 1024
            if right * right + down * down > 1024 * 1024:
                continue
            at_x, at_y = (x + (right * radius >> 10)) >> 4, (y + (down * radius >> 10)) >> 4
            if 0 <= at_x < width and 0 <= at_y < height:
                more = (96 + (drawn >> 22 & 0x7F)) * strength // 255
                self._covered[at_y, at_x] = min(255, int(self._covered[at_y, at_x]) + more)
                self._widen((at_x, at_y, at_x + 1, at_y + 1))

    def _widen(self, box: Box) -> None:
        mine = self._box
        self._box = min(mine[0], box[0]), min(mine[1], box[1]), max(mine[2], box[2]), max(mine[3], box[3])

    def _compose(self, mark: Stroke, nib: Nib) -> None:
        """Lay the stroke, covered as it is, over what was there; then forget it."""
        left, top, right, bottom = self._box
        self._box = NOWHERE
        if left >= right:
            return
        place, covered = self.pixels[top:bottom, left:right], self._covered[top:bottom, left:right]
        strong = tone(nib.rim)[covered].astype(np.int64)
        if nib.tooth:
            valleys = (255 - self._grain[top:bottom, left:right].astype(np.int64)) * nib.tooth >> 8
            strong = np.clip((strong - valleys) * nib.gain, 0, 255)
        alpha = (strong * mark.begin.opacity + 127) // 255
        colour = self.paper if mark.begin.tool is Tool.ERASER else np.array(_channels(mark.begin.colour), np.int64)
        place[:] = _over(place, (place * colour + 127) // 255 if nib.under else colour, alpha[..., None])
        covered[:] = 0

    def _fill(self, mark: Fill) -> None:
        from scipy import ndimage

        seed = self.pixels[mark.y, mark.x].astype(np.int64)
        unlike = np.abs(self.pixels.astype(np.int64) - seed).max(axis=2)
        areas, _count = ndimage.label(unlike <= NEAR)
        area = ndimage.binary_dilation(areas == areas[mark.y, mark.x], np.ones((3, 3), bool)) & (unlike <= FRINGE)
        colour = np.array(_channels(mark.colour), np.int64)
        self.pixels[area] = _over(self.pixels[area], colour, np.int64(mark.opacity))


class _Drops:
    """Where drops fall: a fixed sequence for each stroke (xorshift, 32 bits)."""

    def __init__(self, mark: Stroke) -> None:
        first = mark.samples[0] if mark.samples else None
        self._state = (mark.begin.at * 31 + (first.x * 17 + first.y if first else 0)) & 0xFFFFFFFF or 1

    def drawn(self) -> int:
        state = self._state
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        self._state = state
        return state


def _over(below: NDArray[np.uint8], above: NDArray[np.int64], alpha: NDArray[np.int64] | np.int64) -> Picture:
    """``above`` over ``below``; halves round up. All 0 to 255."""
    return ((below * (255 - alpha) + above * alpha + 127) // 255).astype(np.uint8)


def _channels(colour: int) -> tuple[int, int, int]:
    return colour >> 16, colour >> 8 & 0xFF, colour & 0xFF
