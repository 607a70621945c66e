"""Close views: a face, an animal, a nest, a hand, a vessel of flowers, a family doing something."""

from itertools import pairwise

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import box, lump, oval, rounded
from pentimento.exchange.demo.drawings.sheet import Points, Sheet
from pentimento.exchange.demo.drawings.things import beings, dwelling, plants, weather
from pentimento.exchange.demo.strokes import Tool


def self_portrait(s: Sheet) -> None:
    """A head and shoulders, looking out, with colour behind."""
    cx, cy = s.width * s.near(0.5, 0.04), s.height * 0.44
    head = min(s.width, s.height) * 0.23 * min(1.1, 0.6 + 0.45 * s.hand.size)
    _backdrop(s)
    kind = int(s.rng.integers(3))
    tone = s.pick((s.pal.wood, s.pal.ink, s.pal.earth, s.pal.deep))
    shape = _bust(s, cx, cy, head, tone if kind == 1 else None)
    s.loop(shape[::3])
    _features(s, cx, cy, head)
    beings.hair(s, cx, cy - head * 0.12, head * 0.94, (0, 1, 2)[kind])
    if kind != 2:
        fringe = np.linspace(-0.8, 0.8, 11)
        for at in fringe:
            s.line(
                [
                    (cx + at * head * 0.35, cy - head * 1.06),
                    (cx + at * head * 0.9, cy - head * 0.62 - head * 0.2 * (1 - at * at)),
                ],
                tone,
                s.hand.fill,
            )


def _bust(s: Sheet, cx: float, cy: float, head: float, tone: str | None) -> Points:
    """Shoulders, neck and face, over long hair of that colour if there is one. Returns the face's outline."""
    shoulders = rounded(
        [
            (cx - head * 1.9, s.height - 3),
            (cx - head * 1.5, cy + head * 1.75),
            (cx - head * 0.45, cy + head * 1.3),
            (cx + head * 0.45, cy + head * 1.3),
            (cx + head * 1.5, cy + head * 1.75),
            (cx + head * 1.9, s.height - 3),
        ]
    )
    if tone:
        s.hatch(lump(cx, cy + head * 0.25, head * 1.28, head * 1.6, s.rng, 0.04), tone, gap=0.8, angle=1.4)
    s.hatch(box(cx - head * 0.32, cy + head * 0.7, head * 0.64, head * 0.85), s.pal.skin, gap=0.8)
    s.hatch(shoulders, s.pick((s.pal.warm, s.pal.deep, s.pal.water, s.pal.moss)), gap=0.85, angle=0.9)
    shape = rounded(
        [
            (cx - head * 0.86, cy - head * 0.3),
            (cx - head * 0.5, cy - head),
            (cx + head * 0.5, cy - head),
            (cx + head * 0.86, cy - head * 0.3),
            (cx + head * 0.72, cy + head * 0.5),
            (cx, cy + head * 1.08),
            (cx - head * 0.72, cy + head * 0.5),
        ]
    )
    s.hatch(shape, s.pal.skin, gap=0.85)
    s.hatch(
        np.column_stack([np.maximum(shape[:, 0], cx + head * 0.35), shape[:, 1]]),
        s.pal.rose,
        gap=1.9,
        angle=1.1,
        press=0.7,
    )
    return shape


def _backdrop(s: Sheet) -> None:
    first, second = s.pick(s.pal.bright), s.pick((s.pal.sky, s.pal.skin, s.pal.sun))
    s.hatch(box(4, 4, s.width - 8, s.height - 8), second, gap=1.35, angle=s.rng.uniform(-0.8, 0.8))
    if s.chance(0.5):
        s.hatch(box(4, s.height * 0.5, s.width - 8, s.height * 0.48), first, gap=1.6, angle=0.5)


def _features(s: Sheet, x: float, y: float, head: float) -> None:
    iris = s.pick((s.pal.water, s.pal.wood, s.pal.moss))
    for side in (-1, 1):
        ex, ey = x + side * head * 0.36, y - head * 0.08
        s.line([(ex - head * 0.19, ey + 1), (ex, ey - head * 0.13), (ex + head * 0.19, ey + 1)])
        s.line([(ex - head * 0.18, ey + 1), (ex, ey + head * 0.1), (ex + head * 0.18, ey + 1)], press=0.8)
        s.dot(ex, ey - head * 0.01, iris, head * 0.17)
        s.dot(ex, ey - head * 0.01, s.pal.ink, head * 0.07, s.hand.line)
        s.line(
            [(ex - head * 0.22, ey - head * 0.24), (ex, ey - head * 0.32), (ex + head * 0.22, ey - head * 0.25)],
            width=max(1.2, head * 0.035),
        )
    s.line([(x - head * 0.04, y), (x + head * 0.08, y + head * 0.3), (x - head * 0.06, y + head * 0.36)])
    mouth = y + head * 0.62
    lift = head * s.rng.uniform(-0.005, 0.09)
    s.line(
        [(x - head * 0.28, mouth - lift), (x, mouth + lift * 0.5), (x + head * 0.28, mouth - lift)],
        s.pal.warm,
        width=max(1.3, head * 0.05),
    )
    s.line(
        [(x - head * 0.14, mouth + head * 0.1), (x, mouth + head * 0.13), (x + head * 0.14, mouth + head * 0.1)],
        s.pal.rose,
    )


def animal(s: Sheet, kind: int | None = None) -> None:
    """One animal, large, somewhere it likes to be: 0 cat, 1 dog, 2 bird, 3 fish."""
    floor = s.height * 0.84
    kind = int(s.rng.integers(4)) if kind is None else kind
    size = min(s.width, s.height) * min(1.0, 0.5 + 0.2 * s.hand.size)
    if kind == 3:
        weather.water(s, s.height * 0.04, s.height * 0.96, 4, s.width - 4)
        beings.fish(s, s.width * 0.5, s.height * 0.48, size)
        for _ in range(4):
            beings.fish(
                s,
                s.width * s.rng.uniform(0.15, 0.85),
                s.height * s.rng.uniform(0.15, 0.85),
                size * s.near(0.22, 0.3),
                -1,
            )
        return
    if s.chance(0.6):
        weather.sky(s, floor)
    weather.ground(s, floor)
    (beings.cat, beings.dog, beings.bird)[kind](
        s, s.width * 0.48, floor + (6 if kind < 2 else -size * 0.42), size * (0.62, 0.8, 0.9)[kind]
    )
    plants.grass(s, 4, s.width - 4, floor + 10, 12)
    for _ in range(int(s.rng.integers(2, 6))):
        plants.flower(s, s.rng.uniform(14, s.width - 14), s.height * 0.96, s.near(30, 0.3))


def nest(s: Sheet, *, empty: bool = False) -> None:
    """A bird's nest, in a tree fork or on a plain ground, with or without a bird."""
    cx, cy = s.width * 0.5, s.height * s.near(0.58, 0.06)
    wide = min(s.width * 0.62, s.height * 0.85) * min(1.05, 0.72 + 0.28 * s.hand.size)
    if s.chance(0.7):
        weather.sky(s, s.height * 0.9)
    for side in (-1, 1):
        limb = [
            (cx + side * wide * 0.05, s.height - 4),
            (cx + side * wide * 0.2, cy + wide * 0.22),
            (cx + side * wide * 0.62, cy - wide * 0.2),
            (cx + side * wide * 0.72, cy - wide * 0.62),
        ]
        s.line(limb, s.pal.wood, s.hand.fill, max(4.0, wide * 0.05))
        for leaf in range(6):
            lx, ly = cx + side * wide * s.rng.uniform(0.42, 0.85), cy - wide * s.rng.uniform(-0.1, 0.6)
            s.hatch(lump(lx, ly, wide * 0.06, wide * 0.035, s.rng), s.pal.leaf if leaf % 2 else s.pal.moss, gap=0.8)
    plants.nest(s, cx, cy, wide * 0.8, 0 if empty else int(s.rng.integers(1, 5)))
    if not empty and s.chance(0.55):
        beings.bird(s, cx + wide * 0.1, cy - wide * 0.32, wide * 0.26)


def hand_outline(s: Sheet) -> None:
    """The maker's own hand, traced and filled with pattern."""
    cx, base = s.width * s.near(0.5, 0.03), s.height * 0.95
    unit = min(s.width, s.height) * 0.4
    fingers = ((-0.82, 0.78, 0.62), (-0.36, 1.52, 0.17), (0.0, 1.66, 0.0), (0.34, 1.53, -0.13), (0.66, 1.2, -0.3))
    outline = [(cx - unit * 0.42, base)]
    palm = [(-0.5, 0.55), (-0.38, 0.92), (-0.12, 0.98), (0.16, 0.97), (0.42, 0.88)]
    for (fx, fy, _), (px, py) in zip(fingers, palm, strict=True):
        w = unit * 0.115
        tip = np.array([cx + fx * unit, base - fy * unit])
        root = np.array([cx + px * unit, base - py * unit])
        along = (tip - root) / max(1.0, float(np.hypot(*(tip - root))))
        cross = np.array([-along[1], along[0]])
        points = (
            root - cross * w,
            tip - cross * w * 0.85 - along * w * 0.4,
            tip + along * w * 0.25,
            tip + cross * w * 0.85 - along * w * 0.4,
            root + cross * w,
        )
        outline += [(float(p[0]), float(p[1])) for p in points]
    outline += [(cx + unit * 0.52, base - unit * 0.5), (cx + unit * 0.4, base)]
    shape = rounded(outline)
    s.hatch(box(4, 4, s.width - 8, s.height - 8), s.pick((s.pal.sky, s.pal.sun, s.pal.rose)), gap=1.5, angle=0.6)
    _bands(s, shape)
    s.line(shape[::2], width=2.2)
    for (fx, fy, _), tone in zip(fingers, s.pal.bright, strict=False):
        s.dot(cx + fx * unit, base - fy * unit + unit * 0.12, tone, unit * 0.1)


def _bands(s: Sheet, shape: np.ndarray) -> None:
    """Fill a shape in horizontal bands of different colours."""
    edges = np.linspace(shape[:, 1].min(), shape[:, 1].max(), 9)
    for top, floor in pairwise(edges):
        band = np.column_stack([shape[:, 0], np.clip(shape[:, 1], top, floor)])
        s.hatch(band, s.pick(s.pal.bright), gap=0.85, angle=0.05 * s.rng.uniform(-1, 1))


def still_life(s: Sheet) -> None:
    """Flowers in a jug on a table."""
    table = s.height * 0.72
    s.hatch(box(4, 4, s.width - 8, table), s.pick((s.pal.skin, s.pal.sky, s.pal.rose)), gap=1.25, angle=0.3)
    s.hatch(box(4, table, s.width - 8, s.height - table - 4), s.pal.earth, gap=0.9, angle=0.04)
    cx, wide, tall = s.width * s.near(0.5, 0.06), min(s.width, s.height) * 0.13, s.height * 0.3
    base = table + s.height * 0.12
    for _ in range(int(s.rng.integers(8, 14))):
        plants.flower(s, cx + s.rng.normal(0, wide * 1.25), base - tall * 0.86, s.height * s.rng.uniform(0.16, 0.36))
    jug = rounded(
        [
            (cx - wide * 0.6, base - tall),
            (cx - wide * 1.1, base - tall * 0.45),
            (cx - wide * 0.7, base),
            (cx + wide * 0.7, base),
            (cx + wide * 1.1, base - tall * 0.45),
            (cx + wide * 0.6, base - tall),
        ]
    )
    tone = s.pick((s.pal.water, s.pal.deep, s.pal.warm))
    s.hatch(jug, tone, gap=0.8, angle=1.4)
    if s.hand.line is not Tool.BRUSH:
        s.loop(jug[::3])
    s.line(
        [(cx - wide * 0.9, base - tall * 0.6), (cx, base - tall * 0.54), (cx + wide * 0.9, base - tall * 0.6)],
        s.pal.sun,
        Tool.PASTEL,
    )
    for _ in range(int(s.rng.integers(1, 4))):
        fruit = oval(cx + wide * s.rng.choice([-2.2, -1.7, 1.8, 2.4]), base + 4, wide * 0.36, wide * 0.34)
        s.hatch(fruit, s.pick((s.pal.warm, s.pal.sun, s.pal.leaf)), gap=0.7)


def together(s: Sheet, count: int = 4) -> None:
    """People doing something together: a meal, a walk, a ball."""
    floor = s.height * s.near(0.82, 0.03)
    if s.age >= Age.CHILD:
        weather.sky(s, floor)
        weather.ground(s, floor)
    for number, x in enumerate(
        np.linspace(s.width * (0.14 if count > 2 else 0.4), s.width * (0.86 if count > 2 else 0.58), count)
    ):
        tall = s.height * (0.5, 0.44, 0.3, 0.36, 0.27)[number % 5] * min(1.15, s.hand.size * s.near(1, 0.06))
        beings.person(s, s.near(float(x), 0.03), floor + 5, tall, skirt=number % 2 == 1)
    if s.chance(0.5):
        beings.dog(s, s.width * s.rng.uniform(0.3, 0.7), s.height * 0.95, s.height * 0.16)
    else:
        s.dot(s.width * 0.5, s.height * 0.9, s.pal.warm, s.height * 0.07)
    if s.chance(0.5):
        dwelling.house(s, s.width * 0.06, floor, s.height * 0.24)
    if s.age <= Age.CHILD:
        weather.sun(s, s.width * 0.9, s.height * 0.13, s.height * 0.07)
    plants.grass(s, 4, s.width - 4, s.height * 0.97, 9)
