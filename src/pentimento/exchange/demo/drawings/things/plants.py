"""Trees, flowers, grass, a nest: what grows."""

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import lump, oval, rounded
from pentimento.exchange.demo.drawings.sheet import Points, Sheet
from pentimento.exchange.demo.strokes import Tool


def tree(s: Sheet, x: float, ground: float, tall: float, kind: int | None = None) -> None:
    """A tree ``tall`` mm high: 0 round crown, 1 branches and leaves, 2 fir, 3 bare with buds."""
    kind = int(s.rng.integers(4)) if kind is None else kind
    if s.age is Age.SMALL:
        kind = 0
    trunk_w = tall * s.near(0.13, 0.25)
    if kind == 2:
        _fir(s, x, ground, tall)
        return
    fork = ground - tall * s.near(0.45)
    _trunk(s, x, ground, fork, trunk_w)
    if kind == 0:
        _crown(s, x, fork - tall * 0.2, tall * s.near(0.32), tall * s.near(0.3))
    else:
        tips = _branches(s, x, fork, tall * 0.5, trunk_w * 0.6)
        _leaves(s, tips, tall, kind)


def _trunk(s: Sheet, x: float, ground: float, top: float, wide: float) -> None:
    half, foot = wide / 2, wide * s.near(0.95, 0.3)
    left = [
        (x - foot, ground),
        (x - half * 1.05, ground - wide * 0.9),
        (x - half * 0.8, (ground + top) / 2),
        (x - half, top),
    ]
    right = [
        (x + half, top),
        (x + half * 0.85, (ground + top) / 2),
        (x + half * 1.05, ground - wide),
        (x + foot, ground + 1),
    ]
    s.hatch(left + right, s.pal.wood, gap=0.85, angle=1.35)
    s.line(left)
    s.line(right)
    if s.age >= Age.CHILD:
        for _ in range(int(s.rng.integers(2, 6))):
            bx, by = x + half * s.rng.uniform(-0.6, 0.6), s.rng.uniform(top + 6, ground - wide)
            s.line([(bx, by), (bx + 1, by + wide * 0.4), (bx, by + wide * 0.9)], press=0.6)
    if s.chance(0.25):
        hollow = oval(x, (top + ground) / 2, half * 0.4, half * 0.6, 9)
        s.hatch(hollow, s.pal.ink, s.hand.line, gap=0.8)


def _crown(s: Sheet, x: float, y: float, rx: float, ry: float) -> None:
    turn = np.linspace(0, 2 * np.pi, 15, endpoint=False)
    bulge = 1 + 0.13 * np.tile([1, -1], 8)[:15] * (s.age >= Age.CHILD) + s.rng.normal(0, 0.05, 15)
    edge = rounded(np.column_stack([x + rx * bulge * np.cos(turn), y + ry * bulge * np.sin(turn)]))
    main = s.pick((s.pal.leaf, s.pal.moss, s.pal.sun))
    s.hatch(edge, main, gap=0.8 + 0.5 * (1 - s.hand.filled))
    if s.age >= Age.CHILD:
        for _ in range(5):
            lx, ly = x + rx * s.rng.uniform(-0.5, 0.65), y + ry * s.rng.uniform(-0.35, 0.7)
            s.hatch(lump(lx, ly, rx * 0.26, ry * 0.2, s.rng), s.pick((s.pal.moss, s.pal.leaf, s.pal.sun)), gap=1.2)
    if s.hand.line is not Tool.BRUSH:
        s.loop(edge[::3], s.pal.moss if s.age <= Age.CHILD else None)
    if s.chance(0.6):
        fruit = s.pick((s.pal.warm, s.pal.rose, s.pal.sun))
        for _ in range(int(s.rng.integers(4, 11))):
            a, r = s.rng.uniform(0, 6.28), s.rng.uniform(0.15, 0.8)
            s.dot(x + rx * r * np.cos(a), y + ry * r * np.sin(a), fruit, rx * s.near(0.14))


def _branches(s: Sheet, x: float, y: float, reach: float, wide: float) -> Points:
    """Limbs that fork twice. Returns where they end."""
    tips: list[tuple[float, float]] = []
    for lean in np.linspace(-1.05, 1.05, int(s.rng.integers(4, 6))):
        lean = s.near(lean, 0.2) + s.rng.normal(0, 0.08)
        length = reach * s.rng.uniform(0.65, 0.95)
        ex, ey = x + length * np.sin(lean), y - length * np.cos(lean)
        mx, my = (x * 1.1 + ex * 0.9) / 2, (y + ey) / 2 - reach * 0.05
        s.line([(x + wide * lean * 0.4, y + 2), (mx, my), (ex, ey)], s.pal.wood, width=max(1.0, wide * 0.34))
        for twig in (-0.55, 0.5):
            t_len, base = length * s.near(0.5), s.rng.uniform(0.45, 0.75)
            bx, by = x + (ex - x) * base, y + (ey - y) * base
            tx, ty = bx + t_len * np.sin(lean + twig), by - t_len * np.cos(lean + twig)
            s.line([(bx, by), ((bx + tx) / 2, (by + ty) / 2 - 1), (tx, ty)], s.pal.wood, width=max(0.8, wide * 0.16))
            tips.append((tx, ty))
        tips.append((ex, ey))
    return np.array(tips)


def _leaves(s: Sheet, tips: Points, tall: float, kind: int) -> None:
    if kind == 3:
        tone = s.pick((s.pal.rose, s.pal.leaf, s.pal.sun))
        for x, y in np.repeat(tips, 3, axis=0) + s.rng.normal(0, tall * 0.02, (len(tips) * 3, 2)):
            s.dot(x, y, tone, tall * s.near(0.018, 0.4), s.hand.fill)
        return
    for x, y in tips:
        tone = s.pick((s.pal.leaf, s.pal.moss, s.pal.sun, s.pal.warm))
        s.hatch(lump(x, y, tall * s.near(0.1), tall * s.near(0.075), s.rng), tone, gap=1.0)
    if s.hand.fill is Tool.BRUSH or s.age is Age.ADULT:
        return
    for x, y in tips + s.rng.normal(0, tall * 0.03, tips.shape):
        s.line([(x - 3, y + 2), (x, y - 2), (x + 3, y + 1)], s.pal.moss)


def _fir(s: Sheet, x: float, ground: float, tall: float) -> None:
    s.hatch(
        [
            (x - tall * 0.04, ground),
            (x + tall * 0.04, ground),
            (x + tall * 0.03, ground - tall * 0.2),
            (x - tall * 0.03, ground - tall * 0.2),
        ],
        s.pal.wood,
        gap=0.8,
    )
    tone = s.pick((s.pal.moss, s.pal.leaf))
    for tier in range(4):
        low = ground - tall * (0.14 + 0.2 * tier)
        half = tall * (0.3 - 0.058 * tier) * s.near(1, 0.08)
        skirt = [
            (x - half, low),
            (x - half * 0.45, low - tall * 0.13),
            (x, low - tall * 0.3),
            (x + half * 0.5, low - tall * 0.12),
            (x + half, low + 1),
            (x, low - tall * 0.02),
        ]
        s.hatch(skirt, tone, gap=1.0, angle=0.15)
        if s.age <= Age.TEEN:
            s.line([skirt[2], skirt[0], skirt[5], skirt[4], skirt[2]], s.pal.moss, curve=False)


def flower(s: Sheet, x: float, ground: float, tall: float, tone: str | None = None) -> None:
    """One flower; round petals, a tulip or a daisy."""
    head_y = ground - tall
    lean = tall * s.rng.uniform(-0.15, 0.15)
    s.line(
        [(x, ground), (x + lean * 0.3, ground - tall * 0.5), (x + lean, head_y)],
        s.pal.leaf,
        width=max(0.9, tall * 0.035),
    )
    for side in (-1, 1):
        ly = ground - tall * s.rng.uniform(0.2, 0.5)
        s.line(
            [
                (x + lean * 0.3, ly),
                (x + side * tall * 0.16, ly - tall * 0.14),
                (x + side * tall * 0.22, ly - tall * 0.2),
            ],
            s.pal.moss,
            width=max(0.9, tall * 0.04),
        )
    tone = tone or s.pick((s.pal.warm, s.pal.rose, s.pal.deep, s.pal.sun, s.pal.sky))
    size = tall * s.near(0.17, 0.25)
    if s.chance(0.3):
        cup = [
            (x + lean - size, head_y - size),
            (x + lean - size * 0.4, head_y - size * 0.4),
            (x + lean, head_y - size * 1.1),
            (x + lean + size * 0.45, head_y - size * 0.4),
            (x + lean + size, head_y - size),
            (x + lean + size * 0.6, head_y + size * 0.5),
            (x + lean - size * 0.6, head_y + size * 0.5),
        ]
        s.hatch(cup, tone, gap=0.7, width=max(1.0, size * 0.35))
        return
    for petal in np.linspace(0, 2 * np.pi, int(s.rng.integers(5, 9)), endpoint=False):
        px, py = x + lean + size * np.cos(petal), head_y + size * np.sin(petal)
        s.dot(px, py, tone, size * s.near(1.05))
    s.dot(x + lean, head_y, s.pal.sun if tone != s.pal.sun else s.pal.wood, size * 0.85)


def grass(s: Sheet, x0: float, x1: float, y: float, tall: float, *, thick: float = 1.0) -> None:
    """A band of blades in one long toothed line."""
    count = max(6, int((x1 - x0) / (tall * 0.38) * thick))
    x = np.linspace(x0, x1, count) + s.rng.normal(0, tall * 0.08, count)
    tops = y - tall * s.rng.uniform(0.4, 1.05, count) * (np.arange(count) % 2)
    s.line(
        np.column_stack([x, tops]),
        s.pick((s.pal.leaf, s.pal.moss)),
        s.hand.fill,
        curve=False,
        width=max(0.8, min(3.0, tall * 0.16)),
    )


def nest(s: Sheet, x: float, y: float, wide: float, eggs: int) -> None:
    """A woven nest seen a little from above."""
    tall = wide * s.near(0.45)
    bowl = lump(x, y, wide / 2, tall / 2, s.rng, 0.04)
    s.hatch(bowl, s.pal.earth, gap=1.3)
    hollow = oval(x, y - tall * 0.16, wide * 0.36, tall * 0.22, 14)
    s.hatch(hollow, s.pal.wood, gap=1.0, angle=0.1)
    for number in range(eggs):
        ex = x + (number - (eggs - 1) / 2) * wide * 0.17
        egg = oval(ex, y - tall * s.near(0.2, 0.2), wide * 0.075, wide * 0.1, 11)
        s.hatch(
            egg,
            s.pick((s.pal.sky, s.pal.skin, s.pal.water)),
            Tool.PASTEL if s.hand.fill is Tool.PASTEL else s.hand.fill,
            gap=0.6,
        )
        s.loop(egg, press=0.9)
    for tone in (s.pal.wood, s.pal.earth, s.pal.ink, s.pal.sun, s.pal.moss):
        for _ in range(13):
            _straw(s, x, y, wide, tall, tone)


def _straw(s: Sheet, x: float, y: float, wide: float, tall: float, tone: str) -> None:
    """One twig laid round the front or the rim."""
    start, sweep = s.rng.uniform(-0.4, 3.4), s.rng.uniform(0.4, 1.3)
    turn = np.linspace(start, start + sweep, 5)
    reach = s.rng.uniform(0.72, 1.06)
    path = np.column_stack([x + wide / 2 * reach * np.cos(turn), y + tall / 2 * reach * np.sin(turn) + tall * 0.06])
    s.line(path, tone, s.hand.line, width=s.near(1.1, 0.4))
