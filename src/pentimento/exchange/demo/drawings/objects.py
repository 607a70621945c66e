"""Work that is not drawn: collage, clay, and a wall painted by a group."""

from dataclasses import replace

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import box, lump, oval, rounded
from pentimento.exchange.demo.drawings.sheet import Points, Sheet
from pentimento.exchange.demo.drawings.things import beings, dwelling, plants, weather
from pentimento.exchange.demo.strokes import Tool


def collage(s: Sheet) -> None:
    """Torn and cut paper: hills, sun, a house, or plain shapes laid over one another."""
    if s.chance(0.5):
        _paper_landscape(s)
    else:
        _paper_shapes(s)
    for _ in range(int(s.rng.integers(2, 6))):
        x, y = s.width * s.rng.uniform(0.1, 0.9), s.height * s.rng.uniform(0.1, 0.9)
        s.line([(x, y), (x + s.near(18, 0.4), y - 6), (x + s.near(34, 0.4), y + 2)], s.pal.ink, Tool.FELT)


def _torn(s: Sheet, outline: Points, rough: float = 1.6) -> Points:
    return np.asarray(outline + s.rng.normal(0, rough, outline.shape))


def _paper_landscape(s: Sheet) -> None:
    s.scrap(_torn(s, box(6, 6, s.width - 12, s.height * 0.6)), s.pal.sky)
    s.scrap(
        _torn(s, oval(s.width * s.rng.uniform(0.2, 0.8), s.height * 0.22, s.height * 0.11, s.height * 0.11, 18), 0.8),
        s.pal.sun,
    )
    for layer, tone in enumerate((s.pal.deep, s.pal.water, s.pal.moss, s.pal.leaf, s.pal.earth)):
        y = s.height * (0.36 + 0.12 * layer)
        across = np.linspace(5, s.width - 5, 13)
        line = np.column_stack([across, y + s.rng.normal(0, s.height * 0.03, 13)])
        s.scrap(np.vstack([line, [(s.width - 5, s.height * 0.97), (5, s.height * 0.97)]]), tone)
    wide, x, floor = s.width * 0.16, s.width * s.rng.uniform(0.25, 0.6), s.height * 0.8
    s.scrap(_torn(s, box(x, floor - wide * 0.7, wide, wide * 0.7), 0.6), s.pal.skin)
    s.scrap(
        np.array(
            [(x - 6, floor - wide * 0.68), (x + wide / 2, floor - wide * 1.15), (x + wide + 6, floor - wide * 0.68)]
        ),
        s.pal.warm,
    )
    s.scrap(box(x + wide * 0.4, floor - wide * 0.34, wide * 0.2, wide * 0.34), s.pal.wood)
    s.scrap(box(x + wide * 0.12, floor - wide * 0.5, wide * 0.17, wide * 0.17), s.pal.sun)


def _paper_shapes(s: Sheet) -> None:
    for _ in range(int(s.rng.integers(14, 24))):
        x, y = s.width * s.rng.uniform(0.14, 0.86), s.height * s.rng.uniform(0.14, 0.86)
        size = min(s.width, s.height) * s.rng.uniform(0.06, 0.2)
        kind = int(s.rng.integers(4))
        if kind == 0:
            shape = _torn(s, box(x - size, y - size * 0.6, size * 2, size * 1.2), 2.0)
        elif kind == 1:
            shape = lump(x, y, size, size * 0.85, s.rng, 0.1)
        elif kind == 2:
            turn = np.linspace(0, 2 * np.pi, 3, endpoint=False) + s.rng.uniform(0, 6)
            shape = np.column_stack([x + size * np.cos(turn), y + size * np.sin(turn)])
        else:
            turn = np.linspace(0, 2 * np.pi, 18, endpoint=False)
            frond = size * (1 + 0.3 * np.cos(5 * turn))
            shape = np.column_stack([x + frond * np.cos(turn), y + frond * np.sin(turn)])
        s.scrap(shape, s.pick((*s.pal.bright, s.pal.skin, s.pal.earth)))


def clay(s: Sheet, kind: int | None = None) -> None:
    """Things made in clay and photographed on a board: a pot, an animal, a small family of shapes."""
    tones = ("#b5714c", "#a99a8b", "#c58a63", "#8f7a6c")
    tone = tones[int(s.rng.integers(len(tones)))]
    cx, base, size = s.width / 2, s.height * 0.8, min(s.width, s.height) * 0.34
    kind = int(s.rng.integers(3)) if kind is None else kind
    if kind == 0:
        _pot(s, cx, base, size, tone)
    elif kind == 1:
        _clay_animal(s, cx, base, size, tone)
    else:
        for share, small in ((0.24, 0.62), (0.5, 0.95), (0.74, 0.72)):
            _clay_person(s, s.width * share, base, size * small, tone)


def _pot(s: Sheet, x: float, base: float, size: float, tone: str) -> None:
    belly = s.near(1.0, 0.15)
    body = rounded(
        [
            (x - size * 0.55, base - size * 1.5),
            (x - size * belly, base - size * 0.75),
            (x - size * 0.6, base),
            (x + size * 0.6, base),
            (x + size * belly, base - size * 0.75),
            (x + size * 0.55, base - size * 1.5),
        ]
    )
    s.scrap(body, tone, Tool.CLAY, size * 0.16)
    s.scrap(oval(x, base - size * 1.48, size * 0.6, size * 0.14, 20), "#4d3a30", Tool.CLAY, 1.6)
    for share in np.linspace(0.3, 1.2, int(s.rng.integers(2, 5))):
        coil = np.column_stack(
            [x + np.linspace(-1, 1, 12) * size * 0.72, base - size * share + 3 * np.sin(np.linspace(0, 3.1, 12))]
        )
        s.line(coil, "#6b4a38", Tool.CHARCOAL, 1.6)
    for at in np.linspace(-0.6, 0.6, 6):
        s.scrap(lump(x + size * at, base - size * 0.72, size * 0.07, size * 0.07, s.rng), tone, Tool.CLAY, 2.0)


def _clay_animal(s: Sheet, x: float, base: float, size: float, tone: str) -> None:
    for leg in (-0.6, -0.3, 0.32, 0.6):
        s.scrap(
            rounded(box(x + size * leg - size * 0.12, base - size * 0.5, size * 0.26, size * 0.54)),
            tone,
            Tool.CLAY,
            size * 0.08,
        )
    s.scrap(lump(x, base - size * 0.68, size * 0.95, size * 0.4, s.rng, 0.03), tone, Tool.CLAY, size * 0.15)
    s.scrap(
        lump(x + size * 0.9, base - size * 1.1, size * 0.36, size * 0.32, s.rng, 0.03), tone, Tool.CLAY, size * 0.11
    )
    for ear in (0.72, 1.02):
        s.scrap(
            lump(x + size * ear, base - size * 1.42, size * 0.1, size * 0.17, s.rng, 0.05), tone, Tool.CLAY, size * 0.04
        )
    s.scrap(
        rounded(
            [
                (x - size * 0.9, base - size * 0.8),
                (x - size * 1.3, base - size * 1.15),
                (x - size * 1.2, base - size * 1.3),
                (x - size * 0.82, base - size * 0.95),
            ]
        ),
        tone,
        Tool.CLAY,
        size * 0.05,
    )
    for eye in (0.86, 1.04):
        s.dot(x + size * eye, base - size * 1.14, "#3a2c24", size * 0.06, Tool.CHARCOAL)


def _clay_person(s: Sheet, x: float, base: float, size: float, tone: str) -> None:
    body = rounded(
        [
            (x - size * 0.24, base - size * 1.1),
            (x - size * 0.5, base),
            (x + size * 0.5, base),
            (x + size * 0.24, base - size * 1.1),
        ]
    )
    s.scrap(body, tone, Tool.CLAY, size * 0.14)
    for side in (-1, 1):
        arm = rounded(
            [
                (x + side * size * 0.2, base - size),
                (x + side * size * 0.56, base - size * 0.7),
                (x + side * size * 0.5, base - size * 0.52),
                (x + side * size * 0.2, base - size * 0.78),
            ]
        )
        s.scrap(arm, tone, Tool.CLAY, size * 0.07)
    s.scrap(lump(x, base - size * 1.32, size * 0.27, size * 0.3, s.rng, 0.03), tone, Tool.CLAY, size * 0.11)


def mural(s: Sheet) -> None:
    """A long sheet that several people worked on at once, each from their own place."""
    base_hand = s.hand
    weather.sky(s, s.height * 0.6)
    line = weather.ground(s, s.height * 0.74)
    floor = float(line[:, 1].mean()) + 4
    weather.rainbow(s, s.width * 0.5, s.height * 0.66, s.height * 0.5)
    ages = (Age.ADULT, Age.CHILD, Age.TEEN, Age.ADULT, Age.TEEN, Age.CHILD)
    tools = (Tool.PASTEL, Tool.CRAYON, Tool.FELT, Tool.BRUSH, Tool.PASTEL, Tool.CRAYON)
    for place, (age, tool) in enumerate(zip(ages, tools, strict=True)):
        s.hand = replace(base_hand, age=age, fill=tool, line=Tool.FELT if age <= Age.TEEN else Tool.CHARCOAL)
        _corner_of(s, place, s.width * (0.1 + 0.16 * place), floor)
    s.hand = base_hand
    plants.grass(s, 4, s.width - 4, s.height * 0.97, 12)


def _corner_of(s: Sheet, place: int, x: float, floor: float) -> None:
    unit = s.height * 0.36
    kind = (place + int(s.rng.integers(2))) % 6
    if kind == 0:
        plants.tree(s, x, floor, unit * 1.5, 1)
    elif kind == 1:
        dwelling.house(s, x - unit * 0.3, floor, unit * 0.7)
    elif kind == 2:
        beings.person(s, x, floor + 6, unit * 0.8)
        beings.dog(s, x + unit * 0.5, floor + 8, unit * 0.3)
    elif kind == 3:
        plants.tree(s, x, floor, unit * 1.2, 0)
    elif kind == 4:
        for step in range(3):
            plants.flower(s, x + (step - 1) * unit * 0.3, floor + 8, unit * s.near(0.7, 0.2))
    else:
        weather.sun(s, x, s.height * 0.17, s.height * 0.08)
        beings.bird(s, x, floor - 4, unit * 0.4)
