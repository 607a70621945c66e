"""Where a log stands after some events, and which event may come next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pentimento.core.kernel.errors import Invalid

from .events import (
    LATEST,
    LEAST_SIDE,
    MOST_SIDE,
    MOST_TOGETHER,
    OPAQUE,
    REACH,
    UPRIGHT,
    WIDEST,
    Begin,
    End,
    Event,
    Fill,
    Paper,
    Sample,
    Samples,
)

MOST_SAMPLES = 500_000  # an hour without lifting a pen that reads 120 times a second, and some
MOST_EVENTS = 100_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be known of a log to add to it."""

    width: int = 0  # px of the sheet; 0 before there is one
    height: int = 0
    clock: int = 0  # ms of the last event
    is_down: bool = False  # a tool is on the sheet
    samples: int = 0
    events: int = 0

    def after(self, event: Event) -> Standing:
        """Where it stands once this has happened too.

        Raises
        ------
        Invalid
            This cannot happen now, or cannot happen at all.
        """
        if isinstance(event, Samples):
            return self._counted(event.samples[-1].t if event.samples else -1, self._moved(event))
        if isinstance(event, Paper):
            return self._counted(event.at, self._laid(event))
        if not self.width:
            raise damaged()
        if isinstance(event, End):
            return self._counted(event.at, replace(self, is_down=_sure(self, self.is_down, goes=False)))
        _sure(self, not self.is_down)
        if isinstance(event, Begin):
            _check_mark(event.colour, event.opacity, inside=1 <= event.width <= WIDEST)
            return self._counted(event.at, replace(self, is_down=True))
        if isinstance(event, Fill):
            inside = 0 <= event.x < self.width and 0 <= event.y < self.height
            _check_mark(event.colour, event.opacity, inside=inside)
        return self._counted(event.at, self)

    def _counted(self, at: int, then: Standing) -> Standing:
        if not self.clock <= at <= LATEST:
            raise damaged()
        if then.samples > MOST_SAMPLES or then.events >= MOST_EVENTS:
            raise Invalid("This drawing is as long as one can be. Finish it, and go on with a new sheet.")
        return replace(then, clock=at, events=then.events + 1)

    def _laid(self, paper: Paper) -> Standing:
        fits = all(LEAST_SIDE <= side <= MOST_SIDE for side in (paper.width, paper.height))
        same = not self.width or (paper.width, paper.height) == (self.width, self.height)
        if not (fits and same and not self.is_down and 0 <= paper.colour <= 0xFFFFFF):
            raise damaged()
        return replace(self, width=paper.width, height=paper.height)

    def _moved(self, event: Samples) -> Standing:
        if not self.is_down or not 1 <= len(event.samples) <= MOST_TOGETHER:
            raise damaged()
        before = self.clock
        for one in event.samples:
            if not (before <= one.t and _is_possible(one)):
                raise damaged()
            before = one.t
        return replace(self, samples=self.samples + len(event.samples))


def damaged() -> Invalid:
    """The one thing there is to say about bytes, or events, that are no drawing."""
    return Invalid("This is not a drawing recorded by Pentimento, or it is damaged.")


def _is_possible(one: Sample) -> bool:
    leans = -UPRIGHT <= one.tilt_x <= UPRIGHT and -UPRIGHT <= one.tilt_y <= UPRIGHT
    return -REACH <= one.x <= REACH and -REACH <= one.y <= REACH and 0 <= one.pressure <= 255 and leans


def _check_mark(colour: int, opacity: int, *, inside: bool) -> None:
    if not (inside and 0 <= colour <= 0xFFFFFF and 1 <= opacity <= OPAQUE):
        raise damaged()


def _sure(standing: Standing, allowed: bool, *, goes: bool = True) -> bool:
    if not allowed:
        raise damaged()
    return goes


def stands(log: tuple[Event, ...], before: Standing | None = None) -> Standing:
    """Where a log stands at its end.

    Raises
    ------
    Invalid
        If any of its events cannot follow the one before.
    """
    standing = before or Standing()
    for event in log:
        standing = standing.after(event)
    return standing
