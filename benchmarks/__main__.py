"""``python -m benchmarks``: how fast Pentimento is at 100, 10,000 and 100,000 clients.

Each size is a practice folder of its own, filled and served by processes of its own. What is measured goes
through HTTP on this machine to ``pentimento serve --workers 2``, over two connections that stay open.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .table import Run, lines

ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS = 1200  # for one size


def main() -> None:
    """Run every size in turn, then print the table."""
    asked = _asked()
    base = Path(asked.keep or tempfile.mkdtemp(prefix="pentimento-bench-"))
    base.mkdir(parents=True, exist_ok=True)
    try:
        runs = [run(size, base, asked.requests) for size in asked.sizes]
    finally:
        if not asked.keep:
            shutil.rmtree(base, ignore_errors=True)
    if asked.json:
        print(json.dumps(runs, indent=1))
    else:
        print("\n".join(lines(runs)))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000,100000", type=_sizes, help="how many clients, with commas")
    parser.add_argument("--requests", default=200, type=int, help="times each page is asked for (at most 12 s each)")
    parser.add_argument("--json", action="store_true", help="answer in JSON, for other programs")
    parser.add_argument("--keep", metavar="FOLDER", help="fill the practices there, leave them, and use them again")
    return parser.parse_args()


def _sizes(words: str) -> list[int]:
    found = [int(word.replace("_", "")) for word in words.split(",")]
    if any(not 40 <= size <= 1_000_000 for size in found):
        raise argparse.ArgumentTypeError("from 40 to 1,000,000 clients")
    return found


def run(size: int, base: Path, requests: int) -> Run:
    """One size, in a process of its own because Django settles on one practice folder."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "benchmarks.one",
        str(size),
        base / f"practice-{size}",
        str(requests),
    ]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=MOST_SECONDS, check=False)
    if done.returncode:
        raise SystemExit(f"The run with {size:,} clients failed; see above.")
    found: Run = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
