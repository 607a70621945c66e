"""The figures as a table, with what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Run = dict[str, Any]  # size, rows, bytes, filled, figures
BARE = "sign-in page (bare limit)"
FLAT = ("client list", "search", "chart")
AIMS: dict[str, tuple[float, float | None]] = {  # ms at 10,000 clients: p50, p95
    "client list": (50, 120),
    "search": (50, 120),
    "chart": (50, 120),
    "wall of": (300, None),
    "wall with": (300, None),
    "progress report": (2000, None),
}
AIM_SIZE, GROWTH_FROM, GROWTH_TO, MOST_GROWTH = 10_000, 1_000, 100_000, 1.5
WALL_BYTES = 1_000_000
HEAD = (
    f"{'':34} {'p50 ms':>8} {'p95 ms':>8} {'/ bare':>7} {'cpu ms':>7} {'/ bare':>7} "
    f"{'statements':>11} {'bytes':>10} {'times':>6}"
)


def lines(runs: list[Run]) -> Iterator[str]:
    """A table for each size, how it grew, and which aims were met."""
    for run in runs:
        yield ""
        written = f"{run['rows']:,} rows, {run['bytes'] / 1e6:,.0f} MB"
        yield f"{run['size']:,} clients: {written}, ready after {run['filled']:.0f} s"
        yield HEAD
        bare = by_name(run)[BARE]
        yield from (_line(f, bare) for f in run["figures"])
    yield from growth(runs)
    yield from judged(runs)


def _line(f: dict[str, Any], bare: dict[str, Any]) -> str:
    said = "" if f["statements"] is None else str(f["statements"])
    cpu = ("", "") if f["cpu"] is None else (f"{f['cpu']:.1f}", f"{f['cpu'] / bare['cpu']:.1f}")
    return (
        f"{f['name']:34} {f['p50']:8.2f} {f['p95']:8.2f} {f['p50'] / bare['p50']:7.2f} {cpu[0]:>7} {cpu[1]:>7} "
        f"{said:>11} {f['bytes']:10,} {f['times']:6}"
    )


def by_name(run: Run) -> dict[str, Any]:
    """The figures of one size by their names."""
    return {f["name"]: f for f in run["figures"]}


def growth(runs: list[Run]) -> Iterator[str]:
    """How many times longer each takes at the most clients than at a thousand, less the drift of the bare page."""
    sizes = {run["size"]: by_name(run) for run in runs}
    if len(sizes) < 2:
        return
    low = GROWTH_FROM if GROWTH_FROM in sizes else min(sizes)
    high = max(sizes)
    yield ""
    yield f"From {low:,} to {high:,} clients it takes so many times as long; against the bare page; processor time"
    drift = sizes[high][BARE]["p50"] / sizes[low][BARE]["p50"]
    for name, figure in sizes[high].items():
        times = figure["p50"] / sizes[low][name]["p50"]
        cpu = f"{figure['cpu'] / sizes[low][name]['cpu']:9.2f}x" if figure["cpu"] else ""
        met = "" if not name.startswith(FLAT) else "  met" if times < MOST_GROWTH else "  MISSED"
        yield f"{name:34} {times:8.2f}x {times / drift:9.2f}x {cpu:>11}{met}"


def judged(runs: list[Run]) -> Iterator[str]:
    """Each aim with what came of it, at 10,000 clients."""
    for run in runs:
        if run["size"] != AIM_SIZE:
            continue
        yield ""
        yield f"Aims at {AIM_SIZE:,} clients"
        for name, figure in by_name(run).items():
            for start, (p50, p95) in AIMS.items():
                if name.startswith(start):
                    met = figure["p50"] < p50 and (p95 is None or figure["p95"] < p95)
                    wanted = f"p50 < {p50:g} ms" + (f", p95 < {p95:g} ms" if p95 else "")
                    yield f"{'met   ' if met else 'MISSED'}  {name}: {wanted}"
        size = by_name(run)["wall with its first pictures"]["bytes"]
        yield f"{'met   ' if size < WALL_BYTES else 'MISSED'}  wall: {size / 1e6:.2f} MB of {WALL_BYTES / 1e6:g}"
