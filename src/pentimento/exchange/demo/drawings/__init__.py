"""Drawings that the generator draws itself: who draws, what, and on which sheet."""

from collections.abc import Callable
from functools import partial

import numpy as np

from pentimento.core.kernel.errors import NotFound
from pentimento.exchange.demo.drawings import figures, freework, objects, places
from pentimento.exchange.demo.drawings.hand import PALETTES, Age, Hand, Palette
from pentimento.exchange.demo.drawings.sheet import Sheet
from pentimento.exchange.demo.strokes import Ground, Recording

__all__ = ["KINDS", "PALETTES", "SIZES", "Age", "Hand", "Palette", "draw"]

KINDS: dict[str, Callable[[Sheet], None]] = {
    "house-tree-person": places.house_tree_person,
    "tree": places.lone_tree,
    "landscape": places.landscape,
    "bridge": places.bridge,
    "sea": places.sea,
    "garden": places.garden,
    "night": places.night,
    "street": places.street,
    "safe place": places.safe_place,
    "scribble": freework.scribble,
    "arcs": freework.arcs,
    "mandala": freework.mandala,
    "colour field": freework.colour_field,
    "inner weather": freework.inner_weather,
    "road": freework.road,
    "pattern": freework.pattern,
    "self portrait": figures.self_portrait,
    "animal": figures.animal,
    "nest": figures.nest,
    "hand": figures.hand_outline,
    "still life": figures.still_life,
    "together": figures.together,
    "collage": objects.collage,
    "cat": partial(figures.animal, kind=0),
    "dog": partial(figures.animal, kind=1),
    "bird": partial(figures.animal, kind=2),
    "fish": partial(figures.animal, kind=3),
    "empty nest": partial(figures.nest, empty=True),
    "two together": partial(figures.together, count=2),
    "clay": objects.clay,
    "clay animal": partial(objects.clay, kind=1),
    "mural": objects.mural,
}

LANDSCAPE, PORTRAIT, SQUARE, LONG, LARGE = (
    (297.0, 210.0),
    (210.0, 297.0),
    (240.0, 240.0),
    (600.0, 240.0),
    (420.0, 297.0),
)
SIZES: dict[str, tuple[tuple[float, float], ...]] = {
    "tree": (PORTRAIT, PORTRAIT, LANDSCAPE, SQUARE),
    "mandala": (SQUARE,),
    "self portrait": (PORTRAIT, PORTRAIT, SQUARE),
    "hand": (PORTRAIT, LANDSCAPE),
    "still life": (PORTRAIT, SQUARE, LANDSCAPE),
    "garden": (LANDSCAPE, SQUARE, PORTRAIT),
    "colour field": (LANDSCAPE, SQUARE, PORTRAIT),
    "scribble": (LARGE, LANDSCAPE),
    "empty nest": (LANDSCAPE, SQUARE),
    "arcs": (LARGE,),
    "nest": (LANDSCAPE, SQUARE),
    "pattern": (PORTRAIT, SQUARE),
    "mural": (LONG,),
}
BOARD = "#d8cfc2"


def draw(kind: str, hand: Hand, seed: int, *, months: float = 0.0) -> Recording:
    """One drawing of that kind by that hand, so many months after its first.

    Parameters
    ----------
    kind : str
        A key of `KINDS`. Anything else raises `NotFound`.
    hand : Hand
        Whose work it is.
    seed : int
        Settles everything left to chance; the same arguments always give the same recording.
    months : float
        0 to 9: how far the hand has changed.
    """
    if kind not in KINDS:
        raise NotFound("There is no kind of drawing called {kind}.", kind=kind)
    rng = np.random.Generator(np.random.PCG64(seed))
    options = SIZES.get(kind, (LANDSCAPE,))
    width, height = options[int(rng.integers(len(options)))]
    sheet = Sheet(width, height, hand.after(months), rng)
    KINDS[kind](sheet)
    ground = (
        Ground.PHOTOGRAPHED
        if kind in ("clay", "clay animal", "mural", "collage") or sheet.chance(0.4)
        else Ground.SCANNED
    )
    finished = sheet.recording(ground, seed)
    if kind.startswith("clay"):
        return Recording(width, height, BOARD, finished.strokes, ground, seed)
    return finished
