"""The pictures, drawn ahead of time on the other processors. Imports no Django: each processor starts this anew."""

import io
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from pentimento.exchange.demo.plot import ArtworkStory
from pentimento.exchange.demo.strokes import encode, render
from pentimento.practice.artworks.darkroom import Developed, develop

AHEAD = 12  # pictures that may wait: each is a few megabytes
SHOWS_THROUGH = 0.12  # of the front, on the back of a sheet
SHEET = (246, 243, 236)  # bare paper


@dataclass(frozen=True, slots=True)
class Drawn:
    """A photograph of a work as it would be sent from a tablet."""

    original: bytes
    developed: Developed
    width_mm: int
    height_mm: int


def draw(work: ArtworkStory) -> Drawn:
    """Draw one picture and develop it as any upload is. The same work gives the same bytes."""
    recording = work.recording()
    original = encode(render(recording))
    return Drawn(original, develop(original), round(recording.width_mm), round(recording.height_mm))


def back_of(original: bytes) -> bytes:
    """The other side of the sheet: bare, with the front faintly showing through."""
    with Image.open(io.BytesIO(original)) as front:
        turned = ImageOps.mirror(front.convert("RGB")).filter(ImageFilter.GaussianBlur(3))
    sheet = Image.new("RGB", turned.size, SHEET)
    return encode(np.asarray(Image.blend(sheet, turned, SHOWS_THROUGH)))


class Easel:
    """Draws the works in the order given, a few ahead of the one that is asked for."""

    def __init__(self, works: Sequence[ArtworkStory], *, at_once: int) -> None:
        self._works = {work.key: work for work in works}
        self._waiting = iter(works)
        self._drawing: dict[str, Future[Drawn]] = {}
        self._pool: Executor | None = _pool(at_once) if at_once and works else None
        for _ in range(AHEAD):
            self._begin_next()

    def take(self, key: str) -> Drawn:
        """The picture of a work. Each is taken once."""
        self._begin_next()
        drawing = self._drawing.pop(key, None)
        return drawing.result() if drawing else draw(self._works[key])

    def _begin_next(self) -> None:
        work = next(self._waiting, None) if self._pool else None
        if self._pool and work:
            self._drawing[work.key] = self._pool.submit(draw, work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _pool(at_once: int) -> Executor:
    # Started anew, not forked: a forked process would share the open database.
    return ProcessPoolExecutor(at_once, mp_context=multiprocessing.get_context("spawn"))
