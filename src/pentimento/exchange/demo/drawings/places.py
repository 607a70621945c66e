"""Compositions of places: house, tree and person; landscape, bridge, sea, garden, street, night."""

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import box, oval
from pentimento.exchange.demo.drawings.sheet import Sheet
from pentimento.exchange.demo.drawings.things import beings, dwelling, plants, weather
from pentimento.exchange.demo.strokes import Tool


def house_tree_person(s: Sheet) -> None:
    """A house, a tree and a person on one ground line, with whatever else came to mind."""
    unit = min(s.width, s.height) * 0.42 * s.hand.size
    floor = s.height * s.near(0.8, 0.06)
    if s.age >= Age.CHILD:
        weather.sky(s, floor)
    _corner_sun(s)
    base = floor if s.age is Age.SMALL else float(weather.ground(s, floor)[:, 1].mean()) + 2
    slots = [0.2, 0.56, 0.84] if s.chance(0.6) else [0.5, 0.16, 0.84]
    house_x = s.width * slots[0] - unit * 0.45
    if s.age >= Age.CHILD and s.chance(0.6):
        dwelling.path(s, house_x + unit * 0.42, base, s.height - 4, unit * 0.16)
    dwelling.house(s, max(6.0, house_x), base, unit * 0.86)
    plants.tree(s, s.width * slots[1], base, unit * s.near(1.35, 0.12))
    beings.person(s, s.width * slots[2], base + (4 if s.age >= Age.CHILD else 0), unit * s.near(0.72, 0.25))
    _extras(s, base, unit)


def _corner_sun(s: Sheet) -> None:
    side = s.width * (0.9 if s.chance(0.5) else 0.1)
    size = min(s.width, s.height) * s.near(0.075, 0.3)
    weather.sun(s, side, s.height * s.near(0.13, 0.2), size)


def _extras(s: Sheet, base: float, unit: float) -> None:
    if s.chance(0.5):
        for _ in range(int(s.rng.integers(2, 4))):
            weather.cloud(s, s.width * s.rng.uniform(0.25, 0.75), s.height * s.rng.uniform(0.08, 0.2), s.near(17, 0.3))
    if s.chance(0.6):
        for _ in range(int(s.rng.integers(3, 8))):
            plants.flower(
                s,
                s.rng.uniform(12, s.width - 12),
                base + s.rng.uniform(2, (s.height - base) * 0.6),
                unit * s.near(0.2, 0.3),
            )
    plants.grass(s, 6, s.width - 6, base + 3, unit * 0.09)
    roll = s.rng.random()
    if roll < 0.25:
        beings.cat(s, s.width * s.rng.uniform(0.35, 0.7), base + 6, unit * 0.22)
    elif roll < 0.5:
        beings.dog(s, s.width * s.rng.uniform(0.35, 0.65), base + 6, unit * 0.3)
    elif roll < 0.75:
        for _ in range(3):
            beings.gull(s, s.width * s.rng.uniform(0.3, 0.75), s.height * s.rng.uniform(0.1, 0.3), s.near(6, 0.3))


def lone_tree(s: Sheet) -> None:
    """One tree that fills the sheet."""
    floor = s.height * s.near(0.86, 0.03)
    if s.hand.fill is Tool.BRUSH or s.chance(0.3):
        weather.sky(s, floor)
    base = float(weather.ground(s, floor)[:, 1].mean()) + 3
    tall = (floor - s.height * 0.06) * min(1.0, 0.72 + 0.28 * s.hand.size) * s.near(0.96, 0.04)
    plants.tree(s, s.width * s.near(0.5, 0.1), base, tall, int(s.rng.choice([0, 1, 1, 3])))
    plants.grass(s, 4, s.width - 4, base + 4, 9)
    if s.chance(0.4):
        beings.bird(s, s.width * s.rng.uniform(0.15, 0.3), base - 4, 22)
    if s.age <= Age.CHILD:
        _corner_sun(s)


def landscape(s: Sheet) -> None:
    """Hills one behind another under a wide sky."""
    horizon = s.height * s.near(0.42, 0.15)
    weather.sky(s, horizon + 14)
    weather.sun(s, s.width * s.rng.uniform(0.15, 0.85), horizon * s.near(0.5, 0.3), s.near(11, 0.3))
    tones = (s.pal.deep, s.pal.water, s.pal.moss, s.pal.leaf)
    weather.hills(s, horizon, tones if s.chance(0.5) else (s.pal.sky, s.pal.moss, s.pal.earth, s.pal.leaf))
    for _ in range(int(s.rng.integers(2, 7))):
        x, share = s.rng.uniform(0.05, 0.95) * s.width, s.rng.uniform(0.35, 0.9)
        y = horizon + (s.height - horizon) * share
        plants.tree(s, x, y, s.height * (0.08 + 0.2 * share), 2 if s.chance(0.5) else 0)
    if s.chance(0.45):
        dwelling.house(s, s.width * s.rng.uniform(0.25, 0.65), s.height * 0.76, s.width * 0.1)


def bridge(s: Sheet) -> None:
    """A bridge from one bank to another, somebody on it or beside it."""
    horizon = s.height * s.near(0.5, 0.08)
    weather.sky(s, horizon)
    weather.water(s, horizon, s.height - 4)
    left, right = s.width * s.near(0.2, 0.2), s.width * s.near(0.8, 0.06)
    for x0, x1, tone in ((2.0, left, s.pal.leaf), (right, s.width - 2, s.pal.moss)):
        inner = x1 if x0 < 5 else x0
        reach = 26 if x0 < 5 else -26
        bank = [
            (x0, horizon - 6),
            (x1, horizon - 4),
            (inner + reach, s.height - 4),
            (x0 if x0 < 5 else x1, s.height - 4),
        ]
        bank = (
            bank
            if x0 < 5
            else [(x0, horizon - 4), (x1, horizon - 8), (x1, s.height - 4), (inner + reach, s.height - 4)]
        )
        s.hatch(bank, tone, gap=0.8, angle=0.9)
    rise = s.height * s.near(0.13, 0.4)
    dwelling.bridge(s, left - 6, right + 6, horizon + 4, rise)
    at = s.rng.uniform(0.25, 0.6)
    deck = horizon + 4 - rise * np.sin(np.pi * at)
    beings.person(s, left + (right - left) * at, deck, s.height * 0.2, skirt=False)
    plants.tree(s, left * 0.5, horizon - 2, s.height * 0.3)
    if s.chance(0.6):
        plants.tree(s, (right + s.width) / 2, horizon, s.height * 0.24)
    if s.age <= Age.TEEN:
        _corner_sun(s)


def sea(s: Sheet) -> None:
    """Boats, fish, gulls, a beach."""
    horizon = s.height * s.near(0.42, 0.12)
    weather.sky(s, horizon)
    _corner_sun(s)
    weather.water(s, horizon, s.height * 0.86)
    s.hatch(box(2, s.height * 0.86, s.width - 4, s.height * 0.13), s.pal.earth, gap=0.9, angle=0.05)
    for _ in range(int(s.rng.integers(1, 4))):
        share = s.rng.uniform(0.08, 0.55)
        dwelling.boat(
            s, s.width * s.rng.uniform(0.15, 0.85), horizon + s.height * 0.4 * share, s.height * (0.12 + 0.3 * share)
        )
    if s.age <= Age.CHILD:
        for _ in range(4):
            beings.fish(
                s,
                s.width * s.rng.uniform(0.12, 0.88),
                s.height * s.rng.uniform(0.6, 0.8),
                s.near(24, 0.3),
                1 if s.chance(0.5) else -1,
            )
    for _ in range(int(s.rng.integers(2, 6))):
        beings.gull(s, s.width * s.rng.uniform(0.2, 0.8), s.height * s.rng.uniform(0.07, 0.28), s.near(6, 0.4))
    dwelling.stones(s, 12, s.width - 12, s.height * 0.93, 6, int(s.rng.integers(3, 8)))


def garden(s: Sheet) -> None:
    """Flowers close up, growing over one another."""
    base = s.height * 0.97
    if s.hand.fill is Tool.BRUSH:
        weather.sky(s, s.height * 0.8)
    for row in range(3):
        for x in np.arange(s.width * 0.08, s.width * 0.95, s.width * 0.13):
            if s.chance(0.75):
                tall = s.height * s.rng.uniform(0.28, 0.5) * (1.35 - 0.28 * row)
                plants.flower(s, x + s.rng.normal(0, 6), base - 3 + row * 2, tall)
        plants.grass(s, 3, s.width - 3, base, 14 + 4 * row)
    for _ in range(int(s.rng.integers(0, 3))):
        beings.bird(s, s.width * s.rng.uniform(0.15, 0.85), s.height * s.rng.uniform(0.1, 0.22), s.near(22, 0.2))


def night(s: Sheet) -> None:
    """A lit house under stars."""
    floor = s.height * 0.78
    s.hatch(box(3, 3, s.width - 6, floor), s.pal.deep, gap=0.85, angle=0.12, press=1.1)
    s.hatch(box(3, 3, s.width - 6, floor * 0.6), s.pal.water, gap=1.4, angle=-0.3)
    weather.moon(s, s.width * s.rng.uniform(0.15, 0.8), s.height * 0.18, s.near(15, 0.2))
    weather.stars(s, floor * 0.7, int(s.rng.integers(12, 26)))
    s.hatch(box(3, floor, s.width - 6, s.height - floor - 4), s.pal.moss, gap=0.9, angle=0.2)
    wide = s.width * s.near(0.26, 0.15)
    x = s.width * s.rng.uniform(0.2, 0.5)
    wall = box(x, floor - wide * 0.6, wide, wide * 0.64)
    s.hatch(wall, s.pal.skin, Tool.PASTEL, gap=0.7)
    s.hatch(
        [(x - 6, floor - wide * 0.6), (x + wide / 2, floor - wide * 1.05), (x + wide + 6, floor - wide * 0.6)],
        s.pal.warm,
        Tool.PASTEL,
        gap=0.7,
    )
    for share in (0.14, 0.6):
        s.hatch(
            box(x + wide * share, floor - wide * 0.45, wide * 0.2, wide * 0.2),
            s.pal.sun,
            Tool.PASTEL,
            gap=0.5,
            press=1.3,
        )
    s.hatch(box(x + wide * 0.4, floor - wide * 0.26, wide * 0.14, wide * 0.3), s.pal.wood, Tool.PASTEL, gap=0.6)
    plants.tree(s, min(s.width * 0.88, x + wide * 1.6), floor + 4, s.height * 0.5, 2)


def street(s: Sheet) -> None:
    """A row of houses, no two alike."""
    floor = s.height * s.near(0.8, 0.04)
    weather.sky(s, floor)
    s.hatch(box(3, floor, s.width - 6, s.height - floor - 4), s.pal.earth, gap=1.2, angle=0.05)
    x = s.width * 0.05
    while x < s.width * 0.8:
        size = s.width * s.rng.uniform(0.14, 0.22)
        dwelling.house(s, x, floor + 2, size)
        x += size * s.near(1.22, 0.06)
    for _ in range(int(s.rng.integers(1, 4))):
        beings.person(s, s.width * s.rng.uniform(0.08, 0.92), s.height * 0.93, s.height * s.near(0.2, 0.2))
    if s.chance(0.5):
        beings.cat(s, s.width * s.rng.uniform(0.1, 0.9), s.height * 0.95, s.height * 0.1)


def safe_place(s: Sheet) -> None:
    """A tent, a tree house or a corner of a meadow with a blanket."""
    floor = s.height * 0.72
    weather.sky(s, floor)
    weather.ground(s, floor)
    plants.tree(s, s.width * 0.72, floor + 12, s.height * 0.66, 0)
    x, size = s.width * 0.3, s.height * s.near(0.34, 0.1)
    tent = [(x - size * 0.75, floor + 12), (x, floor - size * 0.8), (x + size * 0.75, floor + 12)]
    s.hatch(tent, s.pick((s.pal.warm, s.pal.sun, s.pal.deep)), gap=0.75)
    s.hatch([(x - size * 0.2, floor + 12), (x, floor - size * 0.35), (x + size * 0.2, floor + 12)], s.pal.ink, gap=0.9)
    s.loop(tent, curve=False)
    blanket = [
        (s.width * 0.5, s.height * 0.83),
        (s.width * 0.72, s.height * 0.83),
        (s.width * 0.78, s.height * 0.93),
        (s.width * 0.47, s.height * 0.93),
    ]
    s.hatch(blanket, s.pal.rose, gap=0.8)
    for share in np.linspace(0.52, 0.72, 5):
        s.line([(s.width * share, s.height * 0.835), (s.width * (share * 1.08 - 0.04), s.height * 0.925)], s.pal.warm)
    s.loop(oval(s.width * 0.6, s.height * 0.875, 5, 4, 8), s.pal.ink)
    beings.cat(s, s.width * 0.66, s.height * 0.89, s.height * 0.1)
    plants.grass(s, 4, s.width - 4, s.height * 0.97, 10)
    for _ in range(6):
        plants.flower(s, s.rng.uniform(10, s.width - 10), s.height * s.rng.uniform(0.9, 0.97), s.near(20, 0.3))
