"""What happens when. Told by the rooms in any order, done in the order in which it would have happened."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from time import monotonic

from django.db import transaction
from django.utils import timezone

from pentimento.exchange.demo.filling.practice import Practice

QUIET = 1.5  # seconds between two lines
Deed = Callable[[], object]


class Timeline:
    """Deeds by the moment at which they are done; at the same moment, in the order in which they were told."""

    def __init__(self) -> None:
        self._deeds: list[tuple[datetime, int, Deed]] = []

    def add(self, at: datetime, deed: Deed) -> None:
        """Tell one deed."""
        self._deeds.append((at, len(self._deeds), deed))

    def run(self, practice: Practice, say: Callable[[str], None]) -> None:
        """Do everything, each day in one transaction: a day is there whole or not at all."""
        self._deeds.sort(key=lambda one: one[:2])
        said = 0.0
        for day, deeds in groupby(self._deeds, key=lambda one: timezone.localdate(one[0])):
            with transaction.atomic():
                for _at, _turn, deed in deeds:
                    deed()
            if monotonic() - said > QUIET:
                said = monotonic()
                say(_so_far(practice, day))
        say(_so_far(practice, practice.story.today))


def _so_far(practice: Practice, day: date) -> str:
    held, works = len(practice.encounters), len(practice.works)
    return f"{day:%d %B %Y}: {len(practice.clients)} clients, {held} sessions, {works} pictures …"
