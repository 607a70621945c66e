"""``python -m benchmarks.release``: how long an official O*NET release takes to bring in, and how much memory.

The release is made up (``tests/made_release.py``): a thousand occupations, 0.9 million rows, in the form asked for.
The limit is a minute. Each run has a practice folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 60.0  # seconds for 0.9 million rows


def main() -> None:
    """Make a release, bring it in, and print what it took."""
    asked = _asked()
    sys.path.insert(0, str(ROOT / "tests"))
    with tempfile.TemporaryDirectory(prefix="pentimento-release-") as folder:
        found = run(Path(folder), form=asked.form, occupations=asked.occupations)
    if asked.json:
        print(json.dumps(found, indent=1))
    else:
        print(
            f"{found['rows']:,} rows as {asked.form}: {found['seconds']} s ({found['processor_seconds']} s of "
            f"processor), {found['rows_per_second']:,} rows/s, {found['megabytes']} MB more memory at most"
        )
    if found["rows"] >= 850_000 and found["seconds"] > LIMIT:
        raise SystemExit(f"More than {LIMIT:.0f} seconds.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.release", description=__doc__)
    parser.add_argument("--form", choices=("text", "csv", "xlsx"), default="text")
    parser.add_argument("--occupations", type=int, default=1000)
    parser.add_argument("--json", action="store_true", help="answer in JSON, for other programs")
    return parser.parse_args()


def run(folder: Path, *, form: str, occupations: int) -> dict[str, float]:
    """Bring a made-up release into a fresh practice folder. Memory is the peak above what was held before."""
    _prepare(folder / "practice")
    from django.utils import timezone

    from made_release import MadeRelease
    from pentimento.exchange.releases import import_release

    made = MadeRelease(occupations=occupations, tasks=19, contexts=92)
    place = getattr(made, f"as_{form}")(folder)
    before, began, worked = _peak(), time.monotonic(), time.process_time()
    found = import_release(place, by=None, at=timezone.now())
    seconds = time.monotonic() - began
    return {
        "rows": found.rows,
        "seconds": round(seconds, 1),
        "processor_seconds": round(time.process_time() - worked, 1),
        "rows_per_second": round(found.rows / seconds),
        "megabytes": round((_peak() - before) / 1024),
    }


def _prepare(home: Path) -> None:
    home.mkdir()
    os.environ["PENTIMENTO_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "pentimento.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _peak() -> int:
    """The most memory this process ever held, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
