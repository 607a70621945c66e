"""One size: prepare a practice folder, fill it, serve it, measure. ``python -m benchmarks.one SIZE HOME REQUESTS``.

Says how far it is on standard error and answers in JSON on standard output.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pentimento.web import folder
from pentimento.web.cli import house
from pentimento.web.cli.keep import prepare
from pentimento.web.cli.speak import Speaker

if TYPE_CHECKING:
    from .filling import Filled

SIGNED, IN_PROCESS = 24, 10  # notes that are signed through HTTP, and in this process


def main(size: int, home: Path, requests: int) -> None:
    """Measure one size and print what came of it."""
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"  {size:>7,}  {time.monotonic() - began:5.0f} s  {words}", file=sys.stderr, flush=True)

    there = filled(size, home, say)
    ready = time.monotonic() - began
    from .filling import wait_for_notes
    from .measuring import bare_database, through_http
    from .server import serving
    from .statements import counted

    counts = counted(there, wait_for_notes(there, IN_PROCESS))
    sessions = wait_for_notes(there, SIGNED + 3)
    say("statements counted")
    figures = bare_database(home)
    with serving(home) as port:
        figures += through_http(port, there, sessions, requests=requests, say=say)
    lines = [asdict(replace(f, **counts.get(f.name, {}))) for f in figures]
    kept = (home / "pentimento.sqlite3").stat().st_size
    print(json.dumps({"size": size, "rows": there.rows, "bytes": kept, "filled": ready, "figures": lines}))


def filled(size: int, home: Path, say: Callable[[str], None]) -> Filled:
    """A filled practice folder; the one that was kept, where there is one."""
    known = home / "filled.json"
    folder.make(home)
    house(home)
    from .filling import Filled, fill

    if known.exists():
        return Filled(**json.loads(known.read_text()))
    prepare(speaker=Speaker(as_json=True))
    say("tables made")
    there = fill(size, shelf=home.parent / "drawings", say=say)
    known.write_text(json.dumps(asdict(there)))
    return there


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
