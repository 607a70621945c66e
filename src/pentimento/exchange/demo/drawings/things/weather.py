"""Sun, cloud, hills, water, stars: what is around."""

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import below, box, oval, ridge
from pentimento.exchange.demo.drawings.sheet import Points, Sheet
from pentimento.exchange.demo.strokes import Tool


def sun(s: Sheet, x: float, y: float, size: float) -> None:
    """A sun with rays; a child's sits in the corner."""
    tone = s.pal.sun
    s.hatch(oval(x, y, size, size), tone, gap=0.8)
    s.loop(oval(x, y, size, size), s.pal.warm if s.age <= Age.CHILD else tone)
    if s.age is Age.ADULT:
        s.hatch(oval(x, y, size * 1.5, size * 1.5), tone, gap=2.2)
        return
    for turn in np.linspace(0, 2 * np.pi, int(s.rng.integers(9, 15)), endpoint=False):
        inner, outer = size * s.near(1.25, 0.08), size * s.near(1.9, 0.15)
        s.line(
            [
                (x + inner * np.cos(turn), y + inner * np.sin(turn)),
                (x + outer * np.cos(turn), y + outer * np.sin(turn)),
            ],
            tone,
            s.hand.fill if s.hand.fill is not Tool.BRUSH else None,
            max(1.2, size * 0.12),
        )


def cloud(s: Sheet, x: float, y: float, size: float) -> None:
    """A puffed outline, sometimes filled."""
    turn = np.linspace(0, 2 * np.pi, 15, endpoint=False)
    puff = 1 + 0.2 * np.tile([1, -1], 8)[:15]
    edge = np.column_stack([x + size * puff * np.cos(turn), y + size * 0.42 * puff * np.sin(turn)])
    if s.chance(0.6):
        s.hatch(edge, s.pick((s.pal.sky, s.pal.water)), gap=1.5)
    if s.hand.fill is not Tool.BRUSH:
        s.loop(edge, s.pal.water)


def sky(s: Sheet, floor: float, *, top: float = 0.0) -> None:
    """A strip of sky for a child, a whole one for others."""
    if s.age <= Age.CHILD:
        depth = s.height * s.near(0.09, 0.3)
        s.hatch(box(4, 4, s.width - 8, depth), s.pal.sky, gap=1.0, angle=s.rng.uniform(-0.1, 0.5))
        return
    tone = s.pick((s.pal.sky, s.pal.water, s.pal.rose))
    band = (floor - top) / 3
    for layer in range(3):
        y = top + band * layer
        s.hatch(
            box(3, max(3, y), s.width - 6, band * 1.05),
            (tone, s.pal.sky, s.pal.skin)[layer],
            gap=(0.95, 1.25, 1.7)[layer],
            angle=s.rng.uniform(-0.06, 0.06),
        )


def hills(s: Sheet, horizon: float, tones: tuple[str, ...]) -> None:
    """One range before another."""
    step = (s.height - horizon) / (len(tones) + 0.6)
    for layer, tone in enumerate(tones):
        line = ridge(-4, s.width + 4, horizon + step * layer, s.height * (0.13 - 0.02 * layer), s.rng, 2 + layer)
        area = below(line, min(s.height + 2, horizon + step * (layer + 1.9)))
        s.hatch(area, tone, gap=0.95, angle=s.rng.uniform(-0.25, 0.25))
        if s.hand.fill is not Tool.BRUSH or s.chance(0.4):
            s.line(line, press=0.75)


def ground(s: Sheet, y: float) -> Points:
    """A strip of earth or meadow down to the lower edge."""
    line = ridge(2, s.width - 2, y, s.height * 0.02, s.rng, 2)
    s.hatch(
        below(line, s.height - 3),
        s.pick((s.pal.leaf, s.pal.moss, s.pal.earth)),
        gap=1.1,
        angle=s.rng.uniform(-0.2, 0.2),
    )
    return line


def water(s: Sheet, top: float, floor: float, x0: float = 2.0, x1: float | None = None) -> None:
    """Water in long strokes with a few lights."""
    right = s.width - 2 if x1 is None else x1
    s.hatch(box(x0, top, right - x0, floor - top), s.pal.water, gap=1.0, angle=0.02)
    for _ in range(int((floor - top) / 5)):
        y, x = s.rng.uniform(top + 3, floor - 2), s.rng.uniform(x0, right - 30)
        wave = np.linspace(0, s.rng.uniform(16, 44), 7)
        s.line(
            np.column_stack([np.minimum(x + wave, right), y + 1.4 * np.sin(wave / 3.4)]),
            s.pick((s.pal.sky, s.pal.deep)),
            s.hand.fill if s.hand.fill is not Tool.BRUSH else Tool.PASTEL,
            1.8,
        )


def rain(s: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    """Slanting drops under a cloud."""
    for _ in range(int(wide / 5)):
        rx, ry = x + s.rng.uniform(-wide / 2, wide / 2), y + s.rng.uniform(0, tall)
        s.line([(rx, ry), (rx - 2, ry + s.near(8, 0.3))], s.pal.water)


def rainbow(s: Sheet, x: float, y: float, radius: float) -> None:
    """Bands of colour from one side to the other."""
    width = radius * 0.055
    for band, tone in enumerate((s.pal.warm, s.pal.sun, s.pal.leaf, s.pal.sky, s.pal.deep)):
        reach = radius - band * width * 1.15
        turn = np.linspace(np.pi * 1.02, np.pi * 1.98, 13)
        s.line(np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]), tone, s.hand.fill, width)


def stars(s: Sheet, floor: float, count: int) -> None:
    """Crossed strokes or dots of light."""
    for _ in range(count):
        x, y, size = s.rng.uniform(8, s.width - 8), s.rng.uniform(8, floor), s.near(3.2, 0.5)
        for turn in (0.0, 1.05, 2.1):
            dx, dy = size * np.cos(turn), size * np.sin(turn)
            s.line([(x - dx, y - dy), (x + dx, y + dy)], s.pal.sun, Tool.PASTEL, 1.4)


def moon(s: Sheet, x: float, y: float, size: float) -> None:
    """A crescent."""
    outer = np.linspace(-1.9, 1.9, 13)
    edge = np.column_stack([x + size * np.cos(outer), y + size * np.sin(outer)])
    inner = np.column_stack(
        [x + size * 0.35 + size * 0.72 * np.cos(outer[::-1]), y + size * 0.86 * np.sin(outer[::-1])]
    )
    s.hatch(np.vstack([edge, inner]), s.pal.sun, Tool.PASTEL, gap=0.5)
