"""A picture drawn on screen in a session: what a hand did on paper, as a pen on a tablet would have sent it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pentimento.core.strokes import Begin, End, Event, Paper, Sample, Samples, Texture, Tool, Undo, write_log
from pentimento.core.strokes.events import MOST_TOGETHER, OPAQUE, UNIT
from pentimento.exchange.demo import strokes
from pentimento.exchange.demo.filling.practice import Practice
from pentimento.exchange.demo.strokes import Recording, Stroke
from pentimento.practice.artworks import actions
from pentimento.practice.encounters.models import Encounter
from pentimento.trust.people.models import Person

WIDTH, HEIGHT = 1600, 1132  # px of the sheet that lies ready
SHEET = 0xFBF8F1
TOOLS = {
    strokes.Tool.PENCIL: Tool.PENCIL,
    strokes.Tool.FELT: Tool.MARKER,
    strokes.Tool.CRAYON: Tool.CHALK,
    strokes.Tool.PASTEL: Tool.CHALK,
    strokes.Tool.BRUSH: Tool.WASH,
    strokes.Tool.CHARCOAL: Tool.CHALK,
}
THOUGHT = 2600  # ms between a stroke that did not please and the next
BESIDE = 9  # px by which the stroke that did not please was off


def draw_on_screen(
    practice: Practice, client: str, recording: Recording, title: str, encounter: Encounter, *, by: Person, at: datetime
) -> None:
    """Draw it, finish it and hang it under the words of whoever made it."""
    drawing = actions.begin_drawing(encounter=encounter, by=by, at=at)
    log = write_log(events_of(recording))
    drawing = actions.add_to_drawing(drawing=drawing, offset=0, content=log, by=by, at=at)
    done = at + timedelta(seconds=recording.seconds)
    work = actions.finish_drawing(drawing=drawing, media="On screen", by=by, at=done)
    work = actions.retitle(artwork=work, title=title, version=work.version, by=by, at=done)
    practice.works[f"{encounter.public_id}-screen", client] = work


def events_of(recording: Recording) -> Iterator[Event]:
    """The log of a drawing. Half-way through one stroke goes wrong and is taken back."""
    scale = min(WIDTH / recording.width_mm, HEIGHT / recording.height_mm)
    marks = [stroke for stroke in recording.strokes if stroke.tool in TOOLS]
    yield Paper(0, WIDTH, HEIGHT, SHEET, Texture.CARTRIDGE)
    later = 0
    for turn, stroke in enumerate(marks):
        if turn == len(marks) // 2:
            yield from _mark(stroke, scale, later, off=BESIDE)
            later += _ms(stroke.samples[-1].t - stroke.samples[0].t) + THOUGHT
            yield Undo(_ms(stroke.samples[0].t) + later - THOUGHT // 2)
        yield from _mark(stroke, scale, later)


def _mark(stroke: Stroke, scale: float, later: int, *, off: int = 0) -> Iterator[Event]:
    width = max(UNIT, round(stroke.width * scale * UNIT))
    samples = [
        Sample(
            round((one.x * scale + off) * UNIT),
            round((one.y * scale + off) * UNIT),
            _ms(one.t) + later,
            min(OPAQUE, max(1, round(one.pressure * OPAQUE))),
        )
        for one in stroke.samples
    ]
    yield Begin(samples[0].t, TOOLS[stroke.tool], int(stroke.colour[1:], 16), width, 230)
    for start in range(0, len(samples), MOST_TOGETHER):
        yield Samples(tuple(samples[start : start + MOST_TOGETHER]))
    yield End(samples[-1].t)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
