"""Open a picture behind a wall and bring back what is shown and measured, with everything else left out."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pentimento.core.kernel.errors import OutOfRange, PentimentoError, TooLarge, Unavailable, Unmeasurable, WrongType

from .limits import MOST_ANSWER, MOST_BYTES, MOST_PIXELS, RASTERS, SIDES, WALL_SECONDS

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MOST_BYTES", "MOST_PIXELS", "Developed", "Picture", "Raster", "develop", "develop_own"]

KNOWN = frozenset(SIDES)
EVERYTHING = KNOWN - {"whole"}  # what is kept of a picture; the whole is only measured and let go
AT_ONCE = threading.BoundedSemaphore(2)  # each may take up to 2 GiB
ROOT = Path(__file__).resolve().parents[4]
START = (
    "import sys; sys.path.append(sys.argv[1]); from pentimento.practice.artworks.darkroom.chamber import main; main()"
)
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "VIPS_CONCURRENCY": "2",
    "VIPS_DISC_THRESHOLD": "2g",  # never spill a picture to a temporary file
    "VIPS_BLOCK_UNTRUSTED": "1",
}
MARK = b"PRGB"


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG in sRGB without any metadata: no place, no time, no camera."""

    content: bytes
    width: int  # pixels
    height: int
    media_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels for measuring: sRGB, 8 bits, row by row from the top left; see-through parts are white."""

    rgb: bytes  # height * width * 3
    width: int  # pixels
    height: int

    def array(self) -> np.ndarray:
        """An array of shape (height, width, 3), uint8."""
        import numpy as np

        return np.frombuffer(self.rgb, np.uint8).reshape(self.height, self.width, 3)

    def packed(self) -> bytes:
        """As bytes to keep: a mark, width and height (4 bytes each), the pixels."""
        return MARK + self.width.to_bytes(4, "big") + self.height.to_bytes(4, "big") + self.rgb

    @classmethod
    def unpacked(cls, content: bytes) -> Raster:
        """The reverse of ``packed``.

        Raises
        ------
        WrongType
            If these are not such bytes.
        """
        width, height = int.from_bytes(content[4:8], "big"), int.from_bytes(content[8:12], "big")
        if content[:4] != MARK or len(content) != 12 + width * height * 3:
            raise WrongType("These are not the pixels of a picture.")
        return cls(rgb=content[12:], width=width, height=height)


@dataclass(frozen=True, slots=True)
class Developed:
    """What came of one picture. What was not asked for is None."""

    kind: str  # JPEG, PNG, WebP, TIFF or HEIF
    width: int  # pixels of the original, upright and turned as asked
    height: int
    orientation: int  # 1..8, of the file (EXIF), applied once; 1 for HEIF, whose decoder turns it
    had_alpha: bool
    had_profile: bool
    thumb: Picture | None = None  # up to 480 px on its longer side
    screen: Picture | None = None  # up to 1600 px
    large: Picture | None = None  # up to 4096 px
    measuring: Raster | None = None  # up to 1024 px
    whole: Raster | None = None  # up to 4096 px

    @property
    def media_type(self) -> str:
        """Media type of the original, from its content."""
        return f"image/{self.kind.lower()}"


def develop(original: bytes, *, rotation: int = 0, want: Set[str] = EVERYTHING) -> Developed:
    """Make the pictures that are shown and measured from an uploaded one.

    Parameters
    ----------
    original : bytes
        JPEG, PNG, WebP, TIFF or HEIC; up to 200 MB and 50.3 million pixels; one picture.
    rotation : int
        Turn clockwise by 0, 90, 180 or 270 degrees, after the file's own orientation.
    want : set of str
        Any of thumb, screen, large, measuring, whole. The thumb alone is quickest.

    Raises
    ------
    WrongType
        Not a picture, not a kind we open, or several pictures in one file.
    TooLarge
        Too many bytes or pixels.
    Unmeasurable
        Damaged or cut off, or needs more memory or time than a picture should.
    Unavailable
        Too many pictures are being developed right now.
    """
    if rotation not in (0, 90, 180, 270):
        raise OutOfRange("rotation", rotation, "0, 90, 180 or 270")
    if not want or not want <= KNOWN:
        raise OutOfRange("want", sorted(want), f"some of {sorted(KNOWN)}")
    if not original:
        raise WrongType("This file is empty. Choose another.")
    if len(original) > MOST_BYTES:
        raise TooLarge("This picture has more than {most} MB. Save it smaller.", most=MOST_BYTES // 1_000_000)
    with _turn():
        answer = _ask(original, {"rotation": rotation, "want": sorted(want)})
    return _understood(answer, want)


def develop_own(original: bytes) -> Developed:
    """Develop a picture that this very program has just drawn, without a wall and in a third of the time.

    For the made-up practice only: what anybody sends goes through ``develop``. The pictures come out the same.
    """
    from . import chamber

    head, pictures = chamber.developed(original, {"rotation": 0, "want": sorted(EVERYTHING)}, shut=lambda: None)
    line = json.dumps(head).encode()
    return _understood(len(line).to_bytes(4, "big") + line + b"".join(pictures), EVERYTHING)


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise Unavailable("Many pictures are being prepared right now. Try again in a minute.")
    try:
        yield
    finally:
        AT_ONCE.release()


def _ask(original: bytes, question: dict[str, Any]) -> bytes:
    """Start a process for this one picture, and give it its time; whatever happens, it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both are pipes
    line = json.dumps(question).encode()
    parts = (len(line).to_bytes(4, "big"), line, original)
    feeding = threading.Thread(target=_feed, args=(process.stdin, parts), daemon=True)
    ending = threading.Timer(WALL_SECONDS, _kill, args=(process,))
    ending.daemon = True
    feeding.start()
    ending.start()
    try:
        return process.stdout.read(MOST_ANSWER + 1)
    finally:
        ending.cancel()
        _kill(process)
        process.wait()
        feeding.join()
        process.stdout.close()


def _feed(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
    with contextlib.suppress(OSError):  # it may have refused and gone before it read everything
        for part in parts:
            pipe.write(part)
    with contextlib.suppress(OSError):
        pipe.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _understood(answer: bytes, want: Set[str]) -> Developed:
    """Read an answer without trusting it: whoever broke the decoder could send anything."""
    try:
        size = int.from_bytes(answer[:4], "big")
        head = json.loads(answer[4 : 4 + size])
        if "refused" in head:
            raise _sentence(head["refused"], head["facts"])
        facts, made, at = head["facts"], {}, 4 + size
        for entry in head["pictures"]:
            content = answer[at : at + entry["bytes"]]
            at += entry["bytes"]
            made[entry["name"]] = _checked(entry["name"], content, int(entry["width"]), int(entry["height"]))
        if made.keys() != want or at != len(answer) or len(answer) > MOST_ANSWER:
            raise ValueError
        return Developed(
            kind=str(facts["kind"]),
            width=int(facts["width"]),
            height=int(facts["height"]),
            orientation=int(facts["orientation"]),
            had_alpha=bool(facts["had_alpha"]),
            had_profile=bool(facts["had_profile"]),
            **made,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as garbled:
        raise _sentence("damaged", {}) from garbled


def _checked(name: str, content: bytes, width: int, height: int) -> Any:
    """A picture of the size it says. Raises ValueError otherwise."""
    if not (0 < width <= SIDES[name] and 0 < height <= SIDES[name]):
        raise ValueError
    if name in RASTERS:
        if len(content) != width * height * 3:
            raise ValueError
        return Raster(rgb=content, width=width, height=height)
    if not content.startswith(b"\xff\xd8\xff"):
        raise ValueError
    return Picture(content=content, width=width, height=height)


def _sentence(why: str, facts: dict[str, Any]) -> PentimentoError:
    if why == "kind":
        return WrongType("This is not a picture Pentimento can open. Use JPEG, PNG, WebP, TIFF or HEIC.")
    if why == "pages":
        return WrongType("This file holds {pages} pictures. Save them one by one, then add each.", pages=facts["pages"])
    if why == "large":
        return TooLarge(
            "This picture has {megapixels} million pixels; 50 million is the most. Save it smaller.",
            megapixels=round(facts["width"] * facts["height"] / 1e6),
        )
    if why == "heavy":
        return Unmeasurable("This picture needs more memory than a picture should. Save it as JPEG, then add that.")
    return Unmeasurable("This picture is damaged or cut off. Take or send it again.")
