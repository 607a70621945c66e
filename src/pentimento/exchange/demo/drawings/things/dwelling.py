"""Houses, bridges, boats, fences: what people build."""

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import box, lump, oval
from pentimento.exchange.demo.drawings.sheet import Sheet
from pentimento.exchange.demo.strokes import Tool


def house(s: Sheet, x: float, ground: float, size: float) -> None:
    """A house whose front is about ``size`` mm wide, its left corner at ``x``."""
    wide, tall = size, size * s.near(0.72, 0.15)
    top = ground - tall
    peak = top - size * s.near(0.5, 0.2)
    front = box(x, top, wide, tall)
    over = size * 0.1
    roof = np.array([(x - over, top), (x + wide / 2 + s.near(0, 1), peak), (x + wide + over, top)])
    wall = s.pick((s.pal.sun, s.pal.skin, s.pal.rose, s.pal.sky))
    if s.age >= Age.TEEN:
        _side(s, x + wide, top, ground, size, peak)
    s.colour_in(front, wall, gap=1.3 if s.age >= Age.TEEN else 1.05)
    s.colour_in(roof, s.pick((s.pal.warm, s.pal.earth, s.pal.deep)), gap=0.9)
    s.loop(front, curve=False)
    s.loop(roof, curve=False)
    if s.age in (Age.CHILD, Age.TEEN) and s.chance(0.5):
        _tiles(s, x, wide, top, peak)
    _openings(s, x, top, ground, size)
    if s.chance(0.7):
        _chimney(s, x + wide * 0.76, top - (top - peak) * 0.42, size)


def _side(s: Sheet, x: float, top: float, ground: float, size: float, peak: float) -> None:
    """A second wall going back, for those who draw depth."""
    back, lift = size * s.near(0.55), size * 0.12
    wall = np.array([(x, top), (x + back, top - lift * 0.6), (x + back, ground - lift), (x, ground)])
    slope = np.array(
        [(x - size * 0.5, peak), (x + back * 0.6, peak - lift * 0.3), (x + back * 1.1, top - lift), (x, top)]
    )
    s.colour_in(wall, s.pal.skin, gap=1.5)
    s.colour_in(slope, s.pal.earth, gap=1.1)
    s.loop(wall, curve=False, press=0.9)
    s.line(slope[[0, 1, 2]], curve=False)
    for share in (0.25, 0.62):
        left = x + back * share
        pane = np.array(
            [
                (left, top + size * 0.16),
                (left + back * 0.2, top + size * 0.13),
                (left + back * 0.2, top + size * 0.36),
                (left, top + size * 0.39),
            ]
        )
        s.loop(pane, curve=False, press=0.8)


def _tiles(s: Sheet, x: float, wide: float, top: float, peak: float) -> None:
    for row in range(1, 4):
        y = top - (top - peak) * row / 4.2
        half = wide * 0.55 * (1 - row / 4.2)
        across = np.linspace(x + wide / 2 - half, x + wide / 2 + half, 11)
        s.line(np.column_stack([across, y + np.tile([0, size_of(wide)], 6)[:11]]), press=0.7)


def size_of(wide: float) -> float:
    """Depth of a roof tile's scallop in mm for a house that wide."""
    return wide * 0.035


def _openings(s: Sheet, x: float, top: float, ground: float, size: float) -> None:
    door_w, door_h = size * s.near(0.2), size * s.near(0.36)
    door_x = x + size * s.rng.uniform(0.36, 0.46)
    door = box(door_x, ground - door_h, door_w, door_h)
    s.colour_in(door, s.pick((s.pal.wood, s.pal.deep, s.pal.moss, s.pal.warm)), gap=0.8)
    s.loop(door, curve=False)
    s.dot(door_x + door_w * 0.8, ground - door_h * 0.45, s.pal.ink, 1.6, s.hand.line)
    pane = size * s.near(0.19)
    for left in (x + size * 0.09, x + size * (0.91) - pane):
        window(s, left, top + size * s.near(0.12, 0.25), pane)
    if s.age <= Age.CHILD and s.chance(0.45):
        round_pane = oval(x + size / 2, top - size * 0.17, size * 0.08, size * 0.08, 9)
        s.colour_in(round_pane, s.pal.sun, gap=0.8)
        s.loop(round_pane)


def window(s: Sheet, x: float, y: float, size: float) -> None:
    """Four panes, a little light, sometimes curtains."""
    frame = box(x, y, size, size * s.near(1.05))
    s.colour_in(frame, s.pick((s.pal.sky, s.pal.sun)), gap=1.1)
    s.loop(frame, curve=False)
    mid_x, mid_y = x + size / 2, y + size / 2
    s.line([(mid_x, y), (mid_x, y + size)], press=0.85)
    s.line([(x, mid_y), (x + size, mid_y)], press=0.85)
    if s.age >= Age.CHILD and s.chance(0.4):
        for side in (x, x + size):
            s.line([(side, y), (mid_x + (side - mid_x) * 0.55, y + size * 0.3), (side, y + size * 0.75)], s.pal.rose)


def _chimney(s: Sheet, x: float, y: float, size: float) -> None:
    wide, tall = size * 0.11, size * s.near(0.24)
    lean = size * 0.04 if s.age is Age.SMALL else 0.0
    stack = np.array([(x, y), (x + lean, y - tall), (x + lean + wide, y - tall), (x + wide, y + wide * 0.8)])
    s.colour_in(stack, s.pal.warm, gap=0.9)
    s.loop(stack, curve=False)
    if s.chance(0.7):
        turns = np.linspace(0, s.rng.uniform(10, 16), 26)
        rise = np.linspace(0, size * 0.42, 26)
        swell = np.linspace(0.02, 0.09, 26) * size
        cx = x + wide / 2 + lean + rise * s.rng.uniform(0.2, 0.7)
        s.line(
            np.column_stack([cx + swell * np.sin(turns), y - tall - 2 - rise + swell * 0.6 * np.cos(turns)]),
            s.pal.deep if s.age <= Age.CHILD else s.pal.ink,
            press=0.6,
        )


def fence(s: Sheet, x0: float, x1: float, ground: float, tall: float) -> None:
    """Posts and two rails."""
    for x in np.arange(x0, x1, tall * 0.55):
        s.line([(x, ground + 1), (s.near(x, 0.004), ground - s.near(tall))], s.pal.wood)
    for share in (0.35, 0.75):
        s.line(
            [
                (x0 - 3, ground - tall * share),
                ((x0 + x1) / 2, ground - tall * share + 1),
                (x1 + 2, ground - tall * share),
            ],
            s.pal.wood,
        )


def path(s: Sheet, x: float, ground: float, floor: float, wide: float) -> None:
    """A path from a door to the lower edge."""
    drift = s.rng.uniform(-0.4, 0.6) * (floor - ground)
    left = np.array([(x, ground), (x + drift * 0.8, ground + (floor - ground) * 0.4), (x + drift * 0.5, floor)])
    right = left + np.array([(wide, 0), (wide * 1.5, 0), (wide * 2.6, 0)])
    s.colour_in(np.vstack([left, right[::-1]]), s.pal.earth, gap=1.5, angle=0.1)
    s.line(left, s.pal.wood)
    s.line(right, s.pal.wood)


def bridge(s: Sheet, x0: float, x1: float, y: float, rise: float) -> None:
    """A bridge in one of three builds from bank to bank."""
    across = np.linspace(x0, x1, 9)
    deck = np.column_stack([across, y - rise * np.sin(np.linspace(0, np.pi, 9))])
    thick = max(6.0, (x1 - x0) * 0.045)
    under = deck + np.array([0, thick])
    s.hatch(np.vstack([deck, under[::-1]]), s.pick((s.pal.wood, s.pal.earth, s.pal.warm)), gap=0.75, angle=0.1)
    s.line(deck)
    s.line(under)
    build = int(s.rng.integers(3))
    if build == 0:
        rail = deck - np.array([0, thick * 2.2])
        s.line(rail)
        for low, high in zip(deck, rail, strict=True):
            s.line([low, high])
    elif build == 1:
        for pier in across[2:-1:2]:
            arch = [(pier - 12, y + 30), (pier - 9, y + 6), (pier, y + 1), (pier + 9, y + 6), (pier + 12, y + 30)]
            s.line(arch)
    else:
        planks = np.linspace(0, 8, 22)
        for at in planks:
            px, py = np.interp(at, range(9), deck[:, 0]), np.interp(at, range(9), deck[:, 1])
            s.line([(px, py), (px + s.near(0, 1), py + thick)], press=0.8)
        for tower in (across[2], across[6]):
            s.line([(tower, y + thick), (tower, y - rise - thick * 4)], s.pal.wood, width=2.4)
        sag = [
            (x0, y - thick),
            (across[2], y - rise - thick * 4),
            (across[4], y - rise - thick),
            (across[6], y - rise - thick * 4),
            (x1, y - thick),
        ]
        s.line(sag, steady=1.5)


def boat(s: Sheet, x: float, y: float, size: float) -> None:
    """A small sailing boat with its keel at ``y``."""
    hull = np.array(
        [(x - size / 2, y - size * 0.2), (x + size / 2, y - size * 0.22), (x + size * 0.3, y), (x - size * 0.32, y)]
    )
    s.hatch(hull, s.pick((s.pal.warm, s.pal.wood, s.pal.deep)), gap=0.85, angle=0.05)
    s.loop(hull, curve=False)
    mast = y - size * s.near(1.1, 0.06)
    s.line([(x, y - size * 0.2), (x, mast)], s.pal.wood)
    for side, reach, tone in ((1, 0.46, s.pal.sun), (-1, 0.32, s.pal.rose)):
        sail = np.array(
            [(x + side, mast + size * 0.05), (x + side * size * reach, y - size * 0.3), (x + side, y - size * 0.3)]
        )
        s.colour_in(sail, tone, gap=1.0)
        s.loop(sail, curve=False)


def stones(s: Sheet, x0: float, x1: float, y: float, size: float, count: int) -> None:
    """Loose stones along a line."""
    for x in np.sort(s.rng.uniform(x0, x1, count)):
        stone = lump(x, s.near(y, 0.02), s.near(size, 0.4), s.near(size * 0.6, 0.3), s.rng)
        s.colour_in(stone, s.pick((s.pal.earth, s.pal.skin, s.pal.ink)), gap=1.4)
        s.loop(stone, tool=Tool.PENCIL if s.age >= Age.TEEN else None)
