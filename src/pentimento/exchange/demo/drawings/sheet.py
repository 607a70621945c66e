"""A sheet under somebody's hand. Nothing on it comes out exactly as intended."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pentimento.exchange.demo.drawings.hand import Age, Hand
from pentimento.exchange.demo.drawings.outline import smooth, spaced, wander
from pentimento.exchange.demo.strokes import Ground, Recording, Sample, Stroke, Tool

Points = NDArray[np.float64]

WIDTHS: dict[Tool, float] = {
    Tool.PENCIL: 0.75,
    Tool.FELT: 1.7,
    Tool.CRAYON: 3.0,
    Tool.PASTEL: 6.0,
    Tool.BRUSH: 9.0,
    Tool.CHARCOAL: 3.6,
    Tool.PAPER: 1.2,
    Tool.CLAY: 7.0,
}
BROAD: dict[Tool, tuple[float, float, float]] = {
    Tool.BRUSH: (0.17, 2.4, 26.0),
    Tool.PASTEL: (0.09, 3.0, 13.0),
    Tool.CRAYON: (0.045, 2.0, 6.0),
    Tool.CHARCOAL: (0.07, 2.4, 9.0),
    Tool.FELT: (0.02, 1.4, 2.6),
}
LIFT = 0.35  # seconds between two touches, at least


class Sheet:
    """Collects strokes in millimetres from the top left corner; ``rng`` decides everything left to chance."""

    def __init__(self, width: float, height: float, hand: Hand, rng: np.random.Generator) -> None:
        self.width, self.height, self.hand, self.rng = width, height, hand, rng
        self.pal = hand.palette
        self.strokes: list[Stroke] = []
        self.clock = 0.0

    @property
    def age(self) -> Age:
        return self.hand.age

    def near(self, value: float, share: float = 0.12) -> float:
        """About that much, as this hand would have it."""
        return float(value * (1 + share * self.rng.uniform(-1, 1)))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def pick(self, options: Sequence[str]) -> str:
        """One of the options; somebody who uses few colours keeps to the first ones."""
        known = max(2, round(len(options) * self.hand.colours))
        return str(options[int(self.rng.integers(min(known, len(options))))])

    def line(
        self,
        points: ArrayLike,
        colour: str | None = None,
        tool: Tool | None = None,
        width: float | None = None,
        *,
        curve: bool = True,
        press: float = 1.0,
        steady: float = 1.0,
    ) -> None:
        """Draw through the points. ``steady`` below 1 wanders more."""
        tool = tool or self.hand.line
        path = np.asarray(points, np.float64)
        path = smooth(path) if curve and len(path) > 2 else spaced(path, 3.0)
        path = wander(path, self.hand.tremor / max(steady, 0.05), self.rng)
        self._touch(path, tool, colour or self.pal.ink, width or WIDTHS[tool], press)

    def loop(
        self,
        points: ArrayLike,
        colour: str | None = None,
        tool: Tool | None = None,
        width: float | None = None,
        *,
        curve: bool = True,
        press: float = 1.0,
    ) -> None:
        """Draw round the points and back to the first; a loose hand runs past it or stops short."""
        path = np.asarray(points, np.float64)
        slack = (1 - self.hand.tidy) * 2.2
        closing = path[:1] + self.rng.normal(0, slack, (1, 2))
        self.line(np.vstack([path, closing]), colour, tool, width, curve=curve, press=press)

    def hatch(
        self,
        outline: ArrayLike,
        colour: str,
        tool: Tool | None = None,
        *,
        angle: float | None = None,
        gap: float = 1.0,
        press: float = 1.0,
        width: float | None = None,
        inset: float = 0.4,
    ) -> None:
        """Colour an area in, to and fro. ``gap`` 1 lays passes side by side; more leaves paper between them."""
        tool = tool or self.hand.fill
        width = width or _broad(tool, np.asarray(outline, np.float64))
        turn = self.rng.uniform(-0.5, 0.5) + (0.6 if tool is not Tool.BRUSH else 0.0) if angle is None else angle
        for path in self._passes(np.asarray(outline, np.float64), turn, width, gap, inset):
            self._touch(path, tool, colour, width, press * 0.92)

    def _passes(self, outline: Points, angle: float, width: float, gap: float, inset: float) -> list[Points]:
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        flat = outline @ turn
        spacing = max(0.5, width * (0.5 * min(gap, 1.35) if width > 9 else 0.78 * gap))
        levels = np.arange(flat[:, 1].min() + spacing * 0.5, flat[:, 1].max(), spacing)
        if len(levels) == 0:
            levels = np.array([flat[:, 1].mean()])
        levels = levels + self.rng.normal(0, spacing * 0.12, len(levels))
        return [run @ turn.T for run in self._runs(_crossings(flat, levels), levels, width * inset)]

    def _runs(self, crossings: Points, levels: Points, inset: float) -> list[Points]:
        """Join neighbouring crossings into zigzags; a hand lifts now and then."""
        slop = (1 - self.hand.tidy) * 1.6 + 0.25
        lean = float(np.diff(levels).mean()) * 0.3 if len(levels) > 1 else 0.0
        runs: list[Points] = []
        for pair in range(0, crossings.shape[1] - 1, 2):
            zig: list[tuple[float, float]] = []
            for row, y in enumerate(levels):
                left, right = crossings[row, pair] + inset, crossings[row, pair + 1] - inset
                if not np.isfinite(right) or (zig and self.chance(0.03)):
                    runs.append(self._bowed(zig))
                    zig = []
                if np.isfinite(right):
                    left, right = (left, right) if left <= right else ((left + right) / 2,) * 2
                    slant = lean * (1 if row % 2 else -1)
                    ends = [(left + self.rng.normal(0, slop), y - slant), (right + self.rng.normal(0, slop), y + slant)]
                    zig += ends if row % 2 else ends[::-1]
            runs.append(self._bowed(zig))
        return [run for run in runs if len(run) > 1]

    def _bowed(self, zig: list[tuple[float, float]]) -> Points:
        if not zig:
            return np.empty((0, 2))
        return wander(spaced(np.array(zig), 9.0), self.hand.tremor * 0.6, self.rng)

    def dot(self, x: float, y: float, colour: str, size: float, tool: Tool | None = None) -> None:
        """A filled spot about ``size`` mm across, made by a small twirl."""
        turns = np.linspace(0, 2 * np.pi * 1.8, 12) + self.rng.uniform(0, 6)
        radius = np.linspace(0.34, 0.12, 12) * size
        path = np.column_stack([x + radius * np.cos(turns), y + radius * np.sin(turns)])
        self._touch(path, tool or self.hand.fill, colour, max(0.6, size * 0.45), 1.0)

    def scrap(self, outline: ArrayLike, colour: str, tool: Tool = Tool.PAPER, depth: float | None = None) -> None:
        """Lay down a piece of paper or clay with that outline."""
        path = wander(spaced(np.asarray(outline, np.float64), 2.5, closed=True), 0.5, self.rng)
        self._touch(path, tool, colour, depth or WIDTHS[tool], 1.0)

    def colour_in(self, outline: ArrayLike, colour: str, *, gap: float = 1.0, angle: float | None = None) -> None:
        """Fill if this hand fills such things, now and then leaving it as it is."""
        if self.chance(0.25 + 0.75 * self.hand.filled):
            loose = gap * (1.45 - 0.45 * self.hand.filled)
            self.hatch(outline, colour, gap=loose, angle=angle)

    def _touch(self, path: Points, tool: Tool, colour: str, width: float, press: float) -> None:
        if len(path) < 2:
            return
        steps = np.hypot(*np.diff(path, axis=0).T)
        seconds = np.concatenate([[0.0], np.cumsum(steps)]) / max(self.hand.speed * self.rng.uniform(0.7, 1.3), 5)
        pressure = self._pressure(len(path)) * press
        times = self.clock + seconds
        rows = np.column_stack([path, times, np.clip(pressure, 0.05, 1.0)]).round(3).tolist()
        self.strokes.append(Stroke(tool, colour, round(width, 2), tuple(map(Sample._make, rows))))
        self.clock = float(times[-1]) + LIFT + float(self.rng.exponential(0.5))

    def _pressure(self, count: int) -> Points:
        knots = self.rng.normal(self.hand.pressure, 0.09, max(3, count // 7 + 2))
        body = np.interp(np.linspace(0, len(knots) - 1, count), np.arange(len(knots)), knots)
        ends = np.minimum(1, np.minimum(np.arange(count) + 1, np.arange(count)[::-1] + 1) / max(2.0, count * 0.12))
        return np.asarray(body * (0.62 + 0.38 * ends))

    def recording(self, ground: Ground, seed: int) -> Recording:
        """What has been drawn so far."""
        return Recording(self.width, self.height, self.hand.paper, tuple(self.strokes), ground, seed)


def _broad(tool: Tool, outline: Points) -> float:
    """Width of mark in mm that somebody would choose for an area: the side of the stick, a larger brush."""
    after = np.roll(outline, -1, axis=0)
    area = abs(float(np.sum(outline[:, 0] * after[:, 1] - after[:, 0] * outline[:, 1]))) / 2
    share, least, most = BROAD.get(tool, (0.0, WIDTHS[tool], WIDTHS[tool]))
    return float(round(np.clip(share * np.sqrt(area), least, most), 1))


def _crossings(outline: Points, levels: Points) -> Points:
    """Where each level enters and leaves the outline: shape (levels, most crossings), padded with infinity."""
    after = np.roll(outline, -1, axis=0)
    y0, y1 = outline[:, 1], after[:, 1]
    crossed = (levels[:, None] >= np.minimum(y0, y1)) & (levels[:, None] < np.maximum(y0, y1))
    rise = np.where(y1 == y0, 1.0, y1 - y0)
    x = outline[:, 0] + (levels[:, None] - y0) / rise * (after[:, 0] - outline[:, 0])
    found = np.sort(np.where(crossed, x, np.inf), axis=1)
    most = int(crossed.sum(axis=1).max(initial=0))
    return found[:, : most + most % 2]
