"""Work without a subject: scribble, circle, field, weather, path, pattern."""

from itertools import pairwise

import numpy as np

from pentimento.exchange.demo.drawings.outline import below, box, lump, oval, ridge, smooth
from pentimento.exchange.demo.drawings.sheet import Points, Sheet
from pentimento.exchange.demo.strokes import Tool


def scribble(s: Sheet) -> None:
    """Big movement from the shoulder: loops over loops, a few shapes found in them and coloured in."""
    tones = [s.pick(s.pal.bright) for _ in range(int(s.rng.integers(2, 5)))]
    for number, tone in enumerate([s.pal.ink, *tones]):
        count = int(s.rng.integers(40, 90))
        t = np.linspace(0, s.rng.uniform(18, 42), count)
        wide = s.width * s.rng.uniform(0.22, 0.36) * min(1, s.hand.size)
        tall = s.height * s.rng.uniform(0.22, 0.36) * min(1, s.hand.size)
        f, g, p = s.rng.uniform(0.55, 1.4), s.rng.uniform(0.7, 1.6), s.rng.uniform(0, 6, 2)
        x = s.width * 0.5 + wide * np.sin(f * t + p[0]) + wide * 0.35 * np.sin(2.7 * t)
        y = s.height * 0.5 + tall * np.sin(g * t + p[1]) + tall * 0.35 * np.cos(2.3 * t)
        s.line(np.column_stack([x, y]), tone, s.hand.line if number == 0 else s.hand.fill)
    for _ in range(int(s.rng.integers(3, 8))):
        x, y = s.width * s.rng.uniform(0.25, 0.75), s.height * s.rng.uniform(0.25, 0.75)
        s.hatch(lump(x, y, s.near(16, 0.4), s.near(13, 0.4), s.rng, 0.2), s.pick(s.pal.bright), gap=0.85)


def arcs(s: Sheet) -> None:
    """Both hands at once: mirrored sweeps out from the middle."""
    middle = s.width / 2
    for _ in range(int(s.rng.integers(9, 16))):
        tone = s.pick(s.pal.bright)
        y0, y1 = s.height * s.rng.uniform(0.1, 0.9, 2)
        bend, reach = s.height * s.rng.uniform(-0.4, 0.4), s.width * s.rng.uniform(0.2, 0.46)
        for side in (-1, 1):
            arc = [
                (middle + side * 4, y0),
                (middle + side * reach * 0.6, (y0 + y1) / 2 + bend),
                (middle + side * reach, y1),
            ]
            s.line(arc, tone, s.hand.fill, steady=0.5)
            if s.chance(0.6):
                s.line(np.array(arc) + s.rng.normal(0, 3, (3, 2)), tone, s.hand.fill, steady=0.5)


def mandala(s: Sheet) -> None:
    """Circle work: rings of petals, dots and rays, coloured from the middle outwards."""
    cx, cy = s.width / 2 + s.rng.normal(0, 2), s.height / 2 + s.rng.normal(0, 2)
    radius = min(s.width, s.height) * 0.44 * min(1.04, 0.8 + 0.24 * s.hand.size)
    fold = int(s.rng.choice([6, 8, 8, 10, 12]))
    edges = radius * np.array([0.16, 0.36, 0.58, 0.8, 1.0])
    tones = [s.pick(s.pal.bright) for _ in range(8)]
    s.hatch(oval(cx, cy, edges[0], edges[0]), tones[0], gap=0.7)
    for ring in range(4):
        _ring(
            s,
            (cx, cy),
            (float(edges[ring]), float(edges[ring + 1])),
            fold * (1 if ring < 2 else 2),
            (tones[ring + 1], tones[ring + 3]),
            int(s.rng.integers(4)),
        )
    for edge in edges:
        s.loop(oval(cx, cy, edge, edge, 30), tool=s.hand.line if s.hand.line is not Tool.BRUSH else Tool.PENCIL)
    if s.chance(0.6):
        for turn in np.linspace(0, 2 * np.pi, fold * 2, endpoint=False):
            s.dot(cx + radius * 1.07 * np.cos(turn), cy + radius * 1.07 * np.sin(turn), tones[1], radius * 0.04)


def _ring(
    s: Sheet, centre: tuple[float, float], edge: tuple[float, float], fold: int, tones: tuple[str, str], kind: int
) -> None:
    """One ring of a circle: petals, wedges, dots or waves."""
    inner, outer = edge
    step = 2 * np.pi / fold
    if kind == 3:
        turn = np.linspace(0, 2 * np.pi, fold * 2 + 1)
        reach = np.where(np.arange(len(turn)) % 2, outer * 0.97, inner * 1.05)
        wave = np.column_stack([centre[0] + reach * np.cos(turn), centre[1] + reach * np.sin(turn)])
        s.line(wave, tones[1], s.hand.fill, min(4.0, (outer - inner) * 0.16))
        s.line(wave * 0.97 + np.array(centre) * 0.03, tones[0], s.hand.fill, min(4.0, (outer - inner) * 0.16))
        return
    for number in range(fold):
        middle = number * step + s.rng.normal(0, 0.02)
        tone = tones[number % 2]
        if kind == 0:
            s.hatch(_petal(centre, inner, outer, middle, step * 0.42), tone, gap=0.8)
            s.line(_petal(centre, inner, outer, middle, step * 0.45))
        elif kind == 1:
            s.hatch(_wedge(centre, inner, outer, middle, step * 0.5), tone, gap=0.9)
        else:
            at = (inner + outer) / 2
            size = min((outer - inner) * 0.7, at * step * 0.7)
            s.dot(centre[0] + at * np.cos(middle), centre[1] + at * np.sin(middle), tone, size)


def _petal(centre: tuple[float, float], inner: float, outer: float, turn: float, half: float) -> Points:
    mid = (inner + outer) / 2
    polar = [(inner, turn), (mid, turn - half), (outer * 0.98, turn), (mid, turn + half), (inner, turn)]
    return smooth(np.array([(centre[0] + r * np.cos(a), centre[1] + r * np.sin(a)) for r, a in polar]))


def _wedge(centre: tuple[float, float], inner: float, outer: float, turn: float, half: float) -> Points:
    out = np.linspace(turn - half, turn + half, 5)
    polar = [(outer, a) for a in out] + [(inner, a) for a in out[::-1]]
    return np.array([(centre[0] + r * np.cos(a), centre[1] + r * np.sin(a)) for r, a in polar])


def colour_field(s: Sheet) -> None:
    """A feeling as areas of colour that touch: bands, or a grid of soft blocks."""
    if s.chance(0.5):
        cuts = np.cumsum(s.rng.uniform(0.6, 1.6, int(s.rng.integers(3, 6))))
        edges = np.concatenate([[0], cuts / cuts[-1]]) * (s.height - 20) + 10
        for top, floor in pairwise(edges):
            _soft_block(s, 10, top, s.width - 20, floor - top + 3)
        return
    columns, rows = int(s.rng.integers(3, 5)), int(s.rng.integers(2, 5))
    wide, tall = (s.width - 24) / columns, (s.height - 24) / rows
    for row in range(rows):
        for column in range(columns):
            _soft_block(s, 12 + column * wide, 12 + row * tall, wide - 3, tall - 3)


def _soft_block(s: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    tone = s.pick((*s.pal.bright, s.pal.skin, s.pal.earth))
    s.hatch(box(x, y, wide, tall), tone, gap=0.8, angle=s.rng.uniform(-0.2, 0.2))
    if s.chance(0.6):
        inner = lump(x + wide / 2, y + tall / 2, wide * 0.3, tall * 0.26, s.rng)
        s.hatch(inner, s.pick(s.pal.bright), gap=0.9, angle=0.8)


def inner_weather(s: Sheet) -> None:
    """Today as weather: fronts, wind and a clearing."""
    for layer in range(5):
        y = s.height * (0.12 + 0.19 * layer)
        line = ridge(-3, s.width + 3, y, s.height * 0.16, s.rng, 3)
        s.hatch(below(line, y + s.height * 0.2), s.pick(s.pal.bright), gap=0.95, angle=s.rng.uniform(-0.3, 0.3))
    for _ in range(int(s.rng.integers(3, 7))):
        t = np.linspace(0, 11, 26)
        x, y = s.width * s.rng.uniform(0.2, 0.8), s.height * s.rng.uniform(0.2, 0.8)
        grow = np.linspace(2, s.near(17, 0.3), 26)
        s.line(
            np.column_stack([x + grow * np.cos(t), y + grow * 0.8 * np.sin(t)]),
            s.pick((s.pal.ink, s.pal.deep, s.pal.sun)),
        )
    if s.chance(0.7):
        s.hatch(oval(s.width * s.rng.uniform(0.2, 0.8), s.height * 0.2, 17, 17), s.pal.sun, Tool.PASTEL, gap=0.6)


def road(s: Sheet) -> None:
    """A road through the year, with places along it."""
    count = 8
    x = np.linspace(s.width * 0.06, s.width * 0.94, count)
    y = s.height * (0.5 + 0.3 * np.sin(np.linspace(s.rng.uniform(0, 3), s.rng.uniform(6, 9), count)))
    middle = smooth(np.column_stack([x, y]), 8)
    half = min(s.width, s.height) * 0.05
    s.hatch(
        np.vstack([middle - np.array([0, half]), (middle + np.array([0, half]))[::-1]]), s.pal.earth, gap=1.0, angle=1.2
    )
    for shift in (-half, half):
        s.line(middle + np.array([0, shift]))
    for at in middle[4:-3:5]:
        s.line([at - np.array([4, 0]), at + np.array([4, 0])], s.pal.sun)
    for number, (px, py) in enumerate(np.column_stack([x, y])[1:-1]):
        side = -1 if number % 2 else 1
        _milestone(s, float(px), float(py + side * half * 2.6), half * 1.4)


def _milestone(s: Sheet, x: float, y: float, size: float) -> None:
    from pentimento.exchange.demo.drawings.things import beings, dwelling, plants, weather

    kinds = (
        lambda: dwelling.house(s, x - size * 0.6, y + size * 0.6, size * 1.1),
        lambda: plants.tree(s, x, y + size * 0.8, size * 2, 0),
        lambda: weather.sun(s, x, y, size * 0.5),
        lambda: plants.flower(s, x, y + size, size * 1.8),
        lambda: beings.person(s, x, y + size * 0.9, size * 1.9),
        lambda: beings.bird(s, x, y, size * 1.2),
        lambda: weather.cloud(s, x, y, size * 0.8),
    )
    kinds[int(s.rng.integers(len(kinds)))]()


def pattern(s: Sheet) -> None:
    """Bands of repeated marks, unhurried."""
    rows = int(s.rng.integers(6, 10))
    tall = (s.height - 16) / rows
    for row in range(rows):
        y, tone = 8 + tall * (row + 0.5), s.pick(s.pal.bright)
        kind = int(s.rng.integers(5))
        x = np.arange(14, s.width - 10, tall * s.rng.uniform(0.55, 1.0))
        if kind == 0:
            for at in x:
                s.dot(at, y, tone, tall * 0.5)
        elif kind == 1:
            s.line(np.column_stack([x, y + tall * 0.34 * (-1.0) ** np.arange(len(x))]), tone, s.hand.fill, curve=False)
        elif kind == 2:
            s.line(np.column_stack([x, y + tall * 0.34 * (-1.0) ** np.arange(len(x))]), tone, s.hand.fill)
        elif kind == 3:
            for at in x:
                s.line([(at, y - tall * 0.34), (at + tall * 0.1, y + tall * 0.34)], tone, s.hand.fill)
        else:
            for at in x:
                s.loop(oval(at, y, tall * 0.26, tall * 0.32, 9), tone, s.hand.line)
                s.dot(at, y, s.pick(s.pal.bright), tall * 0.22)
