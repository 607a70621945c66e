"""``python -m benchmarks.pictures [FILES]``: how long the eight formal elements of a picture take on one processor.

Measured on drawings of the made-up practice, or on the photographs named. Each is brought to a long side of 1,600 px,
saved as JPEG, and then decoded and measured twice: whole, and shrunk to 1,024 px, as the method says and as Pentimento
does it. The bare limit is decoding that same JPEG in the same run.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from PIL import Image

from pentimento.core.art.colour import Rgb
from pentimento.core.art.elements import ELEMENTS
from pentimento.core.art.sheet import MEASURING_SIDE, Sheet, read_sheet

LONG_SIDE = 1600
SIDES = (MEASURING_SIDE, LONG_SIDE)
DRAWINGS = 12
TIMES = 5
AIM = 150.0  # ms from the JPEG to all eight, of a picture of 1,600 px
BARE, SHRINKING = "decoding the JPEG (bare limit)", "shrinking to 1,024 px"
SUM = "in all, from the JPEG to the eight"
STEPS = ("light, colours, paper", "distance from the paper", "marks", "distinct colours")

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "VIPS_CONCURRENCY": "1"}

Times = dict[str, float]


def main() -> None:
    """Measure every picture at both sizes and print the mean of the quickest turns."""
    asked = _asked()
    _on_one_processor()
    files = [path.read_bytes() for path in asked.pictures] or list(drawings(asked.drawings))
    figures = {side: _means([quickest(_jpeg(file), side, asked.times) for file in files]) for side in SIDES}
    if asked.json:
        print(json.dumps({"pictures": len(files), "times": asked.times, "milliseconds": figures}, indent=1))
    else:
        print("\n".join(lines(figures, len(files), asked.times)))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("pictures", nargs="*", type=Path, help="photographs of drawings; without any, drawings of ours")
    parser.add_argument("--drawings", type=int, default=DRAWINGS, help="how many drawings of ours")
    parser.add_argument("--times", type=int, default=TIMES, help="turns of each; the quickest counts")
    parser.add_argument("--json", action="store_true", help="answer in JSON, for other programs")
    return parser.parse_args()


def _on_one_processor() -> None:
    """Start again where it was not asked for: the libraries read it while they are loaded."""
    if not os.environ.items() >= ONE_THREAD.items():
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **ONE_THREAD})


def drawings(count: int) -> Iterator[bytes]:
    """Works of the made-up practice, spread over all its clients."""
    from pentimento.exchange.demo.stories import compose
    from pentimento.exchange.demo.strokes import encode, render

    works = compose(seed=1, today=date(2026, 3, 2)).artworks
    for work in works[:: max(1, len(works) // count)][:count]:
        yield encode(render(work.recording(), LONG_SIDE))


def _jpeg(file: bytes) -> bytes:
    """The picture as a JPEG of the long side that is measured."""
    with Image.open(io.BytesIO(file)) as opened:
        picture = opened.convert("RGB")
    out, share = io.BytesIO(), LONG_SIDE / max(picture.size)
    size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
    picture.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=90)
    return out.getvalue()


def quickest(jpeg: bytes, side: int, times: int) -> Times:
    """Processor time in ms of each step at this size: of the turn with the smallest sum, after one to warm up."""
    turns = [one_turn(jpeg, side) for _ in range(times + 1)][1:]
    return min(turns, key=lambda turn: turn[SUM])


def one_turn(jpeg: bytes, side: int) -> Times:
    """Decode, shrink and measure once."""
    took: Times = {}
    picture = _timed(took, BARE, lambda: np.asarray(Image.open(io.BytesIO(jpeg))))
    rgb = _timed(took, SHRINKING, lambda: _shrunk(picture, side))
    sheet: Sheet = _timed(took, STEPS[0], lambda: read_sheet(rgb))
    _timed(took, STEPS[1], lambda: sheet.contrast)
    _timed(took, STEPS[2], lambda: sheet.ink)
    _timed(took, STEPS[3], lambda: None if sheet.is_bare else sheet.colours)
    for element in ELEMENTS.values():
        _timed(took, element.key, lambda element=element: element.of(sheet))
    return {**took, SUM: sum(took.values())}


def _timed(took: Times, name: str, do: Callable[[], Any]) -> Any:
    began = time.process_time()
    came = do()
    took[name] = (time.process_time() - began) * 1000
    return came


def _shrunk(picture: Rgb, side: int) -> Rgb:
    import pyvips

    if max(picture.shape[:2]) <= side:
        return picture
    height, width = picture.shape[:2]
    image = pyvips.Image.new_from_memory(picture.tobytes(), width, height, 3, "uchar").copy(interpretation="srgb")
    return np.asarray(image.thumbnail_image(side, height=side, size="down").numpy())


def _means(turns: list[Times]) -> Times:
    return {name: mean(turn[name] for turn in turns) for name in turns[0]}


def lines(figures: dict[int, Times], pictures: int, times: int) -> Iterator[str]:
    """The table, the ratio to the bare limit, and whether the aim was met."""
    yield f"Processor ms a picture, mean of {pictures}, each the quickest of {times} turns"
    yield f"{'':34}" + "".join(f"{f'{side:,} px':>10}" for side in SIDES)
    for name in figures[LONG_SIDE]:
        yield f"{name:34}" + "".join(f"{figures[side][name]:10.1f}" for side in SIDES)
    ratios = [figures[side][SUM] / figures[side][BARE] for side in SIDES]
    yield f"{'times the bare limit':34}" + "".join(f"{ratio:10.1f}" for ratio in ratios)
    for side, how in zip(SIDES, ("shrunk to 1,024 px as the method says", "not shrunk"), strict=True):
        took = figures[side][SUM]
        yield f"{'met' if took <= AIM else 'MISSED':8}a picture of 1,600 px, {how}: {took:.0f} ms of {AIM:g}"


if __name__ == "__main__":
    main()
