"""The pictures, drawn ahead of time on the other processors. Imports no Django: each processor starts this anew."""

import io
import multiprocessing
import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from types import TracebackType
from typing import Self

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from pentimento.core.art import elements
from pentimento.core.art.colour import Rgb
from pentimento.exchange.demo.plot import ArtworkStory
from pentimento.exchange.demo.strokes import encode, render
from pentimento.practice.artworks.darkroom import Developed, develop_own

AHEAD = 36  # pictures that may wait: each is three megabytes
SHOWS_THROUGH = 0.12  # of the front, on the back of a sheet
SHEET = (246, 243, 236)  # bare paper
# Every processor has a picture of its own: threads within one would only wait for each other.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "VIPS_CONCURRENCY": "1"}
NICE = 5  # whoever waits for the pictures goes first

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A photograph of a work as it would be sent from a tablet, and what was measured on it, if anything."""

    original: bytes
    developed: Developed
    width_mm: int
    height_mm: int
    measured: elements.Measurement | None = None


def draw(work: ArtworkStory, *, measured: bool = False) -> Drawn:
    """Draw one picture and develop it as any upload is. The same work gives the same bytes."""
    recording = work.recording()
    original = encode(render(recording))
    developed = develop_own(original)
    size = (developed.width, developed.height)
    found = elements.measure(_pixels(developed), original=size) if measured else None
    return Drawn(original, developed, round(recording.width_mm), round(recording.height_mm), found)


def _pixels(developed: Developed) -> Rgb:
    assert developed.measuring is not None  # noqa: S101 - everything was asked for
    return developed.measuring.array()


def back_of(original: bytes) -> bytes:
    """The other side of the sheet: bare, with the front faintly showing through."""
    with Image.open(io.BytesIO(original)) as front:
        turned = ImageOps.mirror(front.convert("RGB")).filter(ImageFilter.GaussianBlur(3))
    sheet = Image.new("RGB", turned.size, SHEET)
    return encode(np.asarray(Image.blend(sheet, turned, SHOWS_THROUGH)))


class Easel:
    """Draws the works in the order given, some ahead of the one that is asked for.

    Parameters
    ----------
    measured : collection of str
        Keys of works that are measured when they are drawn, while there is time.
    at_once : int
        Processors; 0 draws and measures here, when asked.
    """

    def __init__(self, works: Sequence[ArtworkStory], *, at_once: int, measured: Collection[str] = ()) -> None:
        self._works = {work.key: work for work in works}
        self._waiting = iter(works)
        self._wanted = frozenset(measured) if at_once else frozenset()
        self._drawing: dict[str, Future[Drawn]] = {}
        self._measured: dict[tuple[bytes, Size], elements.Measurement] = {}
        self._pool: Executor | None = _pool(at_once) if at_once and works else None
        with _one_thread_each():
            for _ in range(AHEAD):
                self._begin_next()

    def take(self, key: str) -> Drawn:
        """The picture of a work. Each is taken once."""
        self._begin_next()
        drawing = self._drawing.pop(key, None)
        drawn = drawing.result() if drawing else draw(self._works[key])
        if drawn.measured:
            developed = drawn.developed
            self._measured[_mark(_pixels(developed)), (developed.width, developed.height)] = drawn.measured
        return drawn

    def measure(self, pixels: Rgb, /, *, original: Size) -> elements.Measurement:
        """Measure a picture, unless these very pixels have been measured."""
        key = _mark(pixels), original
        if key not in self._measured:
            self._measured[key] = elements.measure(pixels, original=original)
        return self._measured[key]

    def _begin_next(self) -> None:
        work = next(self._waiting, None) if self._pool else None
        if self._pool and work:
            self._drawing[work.key] = self._pool.submit(draw, work, measured=work.key in self._wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _mark(pixels: Rgb) -> bytes:
    return sha256(pixels.tobytes()).digest()


def _pool(at_once: int) -> Executor:
    # Started anew, not forked: a forked process would share the open database.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(at_once, mp_context=spawn, initializer=os.nice, initargs=(NICE,))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """What is started meanwhile uses one thread; libraries settle on it when they are loaded."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
