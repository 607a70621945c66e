"""Shapes as points in millimetres, and what a moving hand does to them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]


def spaced(path: Points, step: float, *, closed: bool = False) -> Points:
    """The same corners with points in between, at most ``step`` mm apart."""
    if closed:
        path = np.vstack([path, path[:1]])
    legs = np.hypot(*np.diff(path, axis=0).T)
    pieces = np.maximum(1, np.ceil(legs / step).astype(int))
    which = np.repeat(np.arange(len(legs)), pieces)
    share = (np.arange(len(which)) - (np.cumsum(pieces) - pieces)[which]) / pieces[which]
    between = path[which] + share[:, None] * (path[which + 1] - path[which])
    return np.vstack([between, path[-1:]])


def smooth(path: Points, step: float = 2.5) -> Points:
    """A curve through the points (Catmull and Rom, 1974), about ``step`` mm between points."""
    padded = np.vstack([2 * path[0] - path[1], path, 2 * path[-1] - path[-2]])
    legs = np.hypot(*np.diff(path, axis=0).T)
    pieces = np.clip(np.ceil(legs / step).astype(int), 2, 40)
    which = np.repeat(np.arange(len(legs)), pieces)
    firsts = np.cumsum(pieces) - pieces
    u = ((np.arange(len(which)) - firsts[which]) / pieces[which])[:, None]
    a, b, c, d = padded[which], padded[which + 1], padded[which + 2], padded[which + 3]
    curve = 0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3)
    return np.vstack([curve, path[-1:]])


def wander(path: Points, amount: float, rng: np.random.Generator) -> Points:
    """Move the points as an unsteady hand would: slow drift and a little shake, ``amount`` in mm."""
    count = len(path)
    knots = rng.normal(0, amount * 0.8, (max(3, count // 6 + 2), 2))
    where = np.linspace(0, len(knots) - 1, count)
    drift = np.column_stack([np.interp(where, np.arange(len(knots)), knots[:, axis]) for axis in (0, 1)])
    shake = rng.normal(0, amount * 0.16, (count, 2))
    return np.asarray(path + drift + shake)


def box(x: float, y: float, width: float, height: float) -> Points:
    """Corners of an upright rectangle from its top left corner."""
    return np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def oval(x: float, y: float, rx: float, ry: float, count: int = 14, start: float = -1.6) -> Points:
    """Points round an oval."""
    turn = start + np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([x + rx * np.cos(turn), y + ry * np.sin(turn)])


def lump(x: float, y: float, rx: float, ry: float, rng: np.random.Generator, rough: float = 0.12) -> Points:
    """An oval nobody took care over."""
    shape = oval(x, y, rx, ry, 16, rng.uniform(0, 6))
    return np.asarray((x, y) + (shape - (x, y)) * (1 + rng.normal(0, rough, (len(shape), 1))))


def rounded(outline: ArrayLike) -> Points:
    """A closed smooth outline through the points."""
    points = np.asarray(outline, np.float64)
    return smooth(np.vstack([points, points[:1]]))[:-1]


def ridge(x0: float, x1: float, y: float, height: float, rng: np.random.Generator, bumps: int = 4) -> Points:
    """A hill line from left to right."""
    x = np.linspace(x0, x1, bumps * 2 + 3)
    return np.column_stack([x, y + height * rng.uniform(-0.5, 0.5, len(x))])


def below(line: Points, floor: float) -> Points:
    """The area between a line and a floor."""
    curve = smooth(line, 6.0)
    return np.vstack([curve, [(curve[-1, 0], floor), (curve[0, 0], floor)]])
