"""Dates and numbers of nine months, settled by a generator and today's date."""

from datetime import date, timedelta

import numpy as np

CLOSED = frozenset({6, 20, 21})  # weeks before today in which the practice was shut


def generator(seed: int, *place: int) -> np.random.Generator:
    """A generator of its own for each place in the story, so that one client's material does not move another's."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *place])))


def next_slot(today: date, working_days: int) -> date:
    """That many working days after today. Today itself counts as one, even on a Sunday: a demo is shown on any day."""
    day = today
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def appointments(today: date, working_days: int, weeks: int, every: int) -> list[date]:
    """All appointments from ``weeks`` ago to the next two to come, without the weeks in which the practice was shut."""
    coming = next_slot(today, working_days)
    ago = [k for k in range(weeks, 0, -1) if (weeks - k) % every == 0 and k not in CLOSED]
    return [coming - timedelta(weeks=k) for k in ago] + [coming, coming + timedelta(weeks=every)]


def born(today: date, age: int, rng: np.random.Generator) -> date:
    """A birthday that makes somebody exactly that age today."""
    day = today - timedelta(days=int(rng.integers(20, 340)))
    return day.replace(year=day.year - age, day=min(day.day, 28))


def answers(total: int, items: int, rng: np.random.Generator, *, last: int | None = None) -> tuple[int, ...]:
    """Spread a total over that many items of 0 to 3. ``last`` fixes the last item."""
    free = items - (last is not None)
    left = min(total - (last or 0), 3 * free)
    row = np.zeros(free, int)
    weights = rng.uniform(0.4, 1.6, free)
    while left > 0:
        open_ = row < 3
        row[int(rng.choice(free, p=weights * open_ / (weights * open_).sum()))] += 1
        left -= 1
    values = [int(v) for v in row]
    return (*values, last) if last is not None else tuple(values)


def between(first: int, latest: int, share: float, rng: np.random.Generator, spread: float) -> int:
    """A value on the way from first to latest, with some ups and downs; exact at both ends."""
    edge = 0.0 if share in (0.0, 1.0) else spread
    return round(first + (latest - first) * share + edge * float(rng.normal()))
