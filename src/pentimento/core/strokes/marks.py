"""What of a log is there to see: marks in their order, without those that were taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .events import Begin, Erase, Event, Fill, Paper, Redo, Sample, Samples, Undo
from .standing import damaged


@dataclass(frozen=True, slots=True)
class Stroke:
    """One touch of a tool, from down to up."""

    begin: Begin
    samples: tuple[Sample, ...]


Mark = Stroke | Fill | Erase


def marks_of(log: Iterable[Event]) -> tuple[Paper, list[Mark]]:
    """The paper as it is at the end, and every mark that is not undone.

    Raises
    ------
    Invalid
        There is no paper.
    """
    paper: Paper | None = None
    there: list[Mark] = []
    taken: list[Mark] = []
    run: list[Sample] = []
    down: Begin | None = None
    for event in log:
        if isinstance(event, Samples):
            run += event.samples
            continue
        if down is not None:  # whatever happens next, the pen is up
            there.append(Stroke(down, tuple(run)))
            down = None
        if isinstance(event, Paper):
            paper = event
        elif isinstance(event, Begin):
            down, run = event, []
            taken.clear()
        elif isinstance(event, Fill | Erase):
            there.append(event)
            taken.clear()
        elif isinstance(event, Undo) and there:
            taken.append(there.pop())
        elif isinstance(event, Redo) and taken:
            there.append(taken.pop())
    if down is not None:
        there.append(Stroke(down, tuple(run)))
    if paper is None:
        raise damaged()
    return paper, there
