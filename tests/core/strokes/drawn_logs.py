"""Logs to test with: any that can be, and a few drawn with every tool."""

from __future__ import annotations

from hypothesis import strategies as st

from pentimento.core.strokes import (
    Begin,
    End,
    Erase,
    Event,
    Fill,
    Log,
    Paper,
    Redo,
    Sample,
    Samples,
    Texture,
    Tool,
    Undo,
)

colours = st.integers(0, 0xFFFFFF)


@st.composite
def logs(draw: st.DrawFn, *, most: int = 6, far: int = 1 << 16, side: int = 160) -> Log:
    """Any log there can be: its sheet, then whatever a hand may do."""
    clock = draw(st.integers(0, 1000))
    width, height = draw(st.integers(64, side)), draw(st.integers(64, side))
    events: list[Event] = [Paper(clock, width, height, draw(colours), draw(st.sampled_from(Texture)))]
    for _again in range(draw(st.integers(0, most))):
        clock += draw(st.integers(0, 5000))
        kind = draw(st.sampled_from(["stroke", "stroke", "stroke", "fill", "undo", "redo", "erase", "paper"]))
        if kind == "stroke":
            drawn, clock = draw(_strokes(clock, far))
            events += drawn
        elif kind == "fill":
            x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
            events.append(Fill(clock, x, y, draw(colours), draw(st.integers(1, 255))))
        elif kind == "paper":
            events.append(Paper(clock, width, height, draw(colours), draw(st.sampled_from(Texture))))
        else:
            events.append({"undo": Undo, "redo": Redo, "erase": Erase}[kind](clock))
    return tuple(events)


@st.composite
def _strokes(draw: st.DrawFn, clock: int, far: int) -> tuple[list[Event], int]:
    tool, width = draw(st.sampled_from(Tool)), draw(st.integers(1, 2048))
    events: list[Event] = [Begin(clock, tool, draw(colours), width, draw(st.integers(1, 255)))]
    for _run in range(draw(st.integers(0, 2))):
        run = []
        for _one in range(draw(st.integers(1, 6))):
            clock += draw(st.integers(0, 40))
            place = draw(st.integers(-far, far)), draw(st.integers(-far, far))
            leans = draw(st.integers(-90, 90)), draw(st.integers(-90, 90))
            run.append(Sample(*place, clock, draw(st.integers(0, 255)), *leans))
        events.append(Samples(tuple(run)))
    return [*events, End(clock)], clock


def every_tool(*, width: int = 640, height: int = 480, texture: Texture = Texture.CARTRIDGE) -> Log:
    """A sheet with a wave of each tool across it, pressed harder on the way, a fill, and some of it taken back."""
    events: list[Event] = [Paper(0, width, height, 0xFBF8F1, texture)]
    colours = {1: 0x303038, 2: 0x1A2B6D, 3: 0xE0B020, 4: 0xB4532A, 5: 0x3A78A8, 6: 0x207050, 7: 0}
    clock = 10
    for place, tool in enumerate(Tool):
        wide = {Tool.PENCIL: 96, Tool.INK: 96, Tool.MARKER: 320, Tool.SPRAY: 640}.get(tool, 480)
        events.append(Begin(clock, tool, colours[tool], wide, 230))
        run = []
        for step in range(60):
            clock += 8
            x = 16 * 30 + step * (16 * (width - 60) // 60)
            y = 16 * (40 + place * (height - 80) // 7) + (abs(step % 20 - 10) - 5) * 60
            run.append(Sample(x, y, clock, min(255, 30 + step * 4), min(60, step), 0))
        events += [Samples(tuple(run[:25])), Samples(tuple(run[25:])), End(clock)]
    events += [Fill(clock, 5, height - 5, 0xD8E4D0, 200), Undo(clock), Undo(clock), Redo(clock)]
    events.append(Fill(clock + 5, width - 3, 3, 0xF4D8C8, 255))
    return tuple(events)


def worked_example() -> Log:
    """The small drawing that the pages in docs/measures work through: two strokes on a slant, the second taken back."""
    there = (Sample(640, 640, 1000, 51), Sample(1120, 1280, 1250, 102), Sample(2080, 2560, 1500, 153))
    back = (Sample(2080, 2560, 6500, 102), Sample(1120, 1280, 7000, 102))
    return (
        Paper(0, 320, 240, 0xFFFFFF, Texture.SMOOTH),
        Begin(1000, Tool.INK, 0x202020, 64, 255),
        Samples(there),
        End(1500),
        Begin(6500, Tool.INK, 0xB02020, 64, 255),
        Samples(back),
        End(7000),
        Undo(8000),
    )
