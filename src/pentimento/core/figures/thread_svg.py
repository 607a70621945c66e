"""Draw a thread. Colours and type come from the page's style sheet, or from attributes in print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pentimento.core.figures.svg import NAMESPACE, Node, Svg, element, escaped, finished, written
from pentimento.core.figures.thread import Lane, Thing, Thread, apart, ticks

HEIGHT = {"sessions": 30, "works": 84, "scores": 72, "goals": 60, "notes": 30}
THIN = {"sessions": 14, "works": 34, "scores": 20, "goals": 16, "notes": 14}
THUMB, THIN_THUMB = 56, 26
LETTER = 7.0  # pixels a letter or a figure takes at most; a label nearer to the edge would be cut off
ROOM_FOR_FIGURES = 30.0  # pixels left of a scale that has figures
BETWEEN_FIGURES = 13.0
CROWDED = 14.0  # pixels a point has to itself below which it is drawn smaller
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the lanes lie. Pixels of the drawing."""

    width: float
    left: float
    right: float
    top: float
    thin: bool
    print_colours: bool

    def x(self, thread: Thread, day: date) -> float:
        return self.left + thread.share(day) * (self.width - self.left - self.right)


def draw(
    thread: Thread, *, width: float = 960, thin: bool = False, label: str = "", print_colours: bool = False
) -> Svg:
    """Draw the lanes one under the other over a common axis.

    Parameters
    ----------
    width : float
        The room there is, in pixels, 240 to 2400; outside that it is brought inside.
    thin : bool
        The small form for page headers: no axis, no words.
    print_colours : bool
        Put colours into the drawing itself, for places without the page's style sheet.
    """
    width = min(max(width, 240.0), 2400.0)
    roomy = width >= 640 and not thin
    figures = not thin and any(lane.figures for lane in thread.lanes)
    left = 112.0 if roomy else ROOM_FOR_FIGURES if figures else 12.0
    frame = Frame(width, left, 18.0, 6.0 if thin else 26.0, thin, print_colours)
    heights = [_height(thread, lane, frame, roomy) for lane in thread.lanes]
    height = frame.top + sum(heights) + (2 if thin else 10)
    root = element(
        None,
        "svg",
        xmlns=NAMESPACE,
        class_="thread-svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="group",
        aria_label=label,
        **({"font_family": "Inter, Liberation Sans, sans-serif", "font_size": "11"} if print_colours else {}),
    )
    if not thin:
        _axis(root, thread, frame, height)
    top = frame.top
    for lane, room in zip(thread.lanes, heights, strict=True):
        _lane(root, thread, lane, frame, top, room, roomy)
        top += room
    return finished(root)


def _height(thread: Thread, lane: Lane, frame: Frame, roomy: bool) -> float:
    # Works without a picture are dots, and dots need no room for pictures.
    kind = "sessions" if lane.kind == "works" and not any(_shown(thread, lane, frame)) else lane.kind
    return THIN[kind] if frame.thin else (lane.tall or HEIGHT[kind]) + (0 if roomy else 18)


def _shown(thread: Thread, lane: Lane, frame: Frame) -> list[bool]:
    """Which things of a lane are drawn as their picture: those that have one, and room for it."""
    side = THIN_THUMB if frame.thin else THUMB
    places = [frame.x(thread, thing.at) for thing in lane.things if thing.picture]
    room = iter(apart(places, least=side + (2.0 if frame.thin else 8.0)))
    return [bool(thing.picture) and next(room) for thing in lane.things]


def _axis(root: Node, thread: Thread, frame: Frame, height: float) -> None:
    axis = element(root, "g", class_="axis", aria_hidden="true")
    most = max(3, int((frame.width - frame.left) // 62))
    for day, begins in ticks(thread.start, thread.end, most=most):
        x = frame.x(thread, day)
        if x > frame.width - 8:
            continue
        element(axis, "line", x1=x, x2=x, y1=20.0, y2=height, **_ink(frame, "#e4ded2"))
        words = _tick_words(thread, day, begins)
        if x + 3 + len(words) * LETTER <= frame.width:
            element(axis, "text", words, x=x + 3, y=14.0, **_words(frame))
    if thread.today and thread.start <= thread.today <= thread.end:
        now = element(root, "g", class_="now", aria_hidden="true")
        x = frame.x(thread, thread.today)
        element(now, "line", x1=x, x2=x, y1=4.0, y2=height, **_ink(frame, "#24409e"))


def _tick_words(thread: Thread, day: date, begins: bool) -> str:
    months = thread.phrases.get("months", ",".join(MONTHS)).split(",")
    month = months[day.month - 1]
    if thread.days > 120:
        return f"{month} {day.year}" if begins else month
    return f"{day.day} {month}" if begins or thread.days > 20 else str(day.day)


def _lane(root: Node, thread: Thread, lane: Lane, frame: Frame, top: float, room: float, roomy: bool) -> None:
    group = element(root, "g", class_="lane", data_lane=lane.kind)
    words = 0.0 if roomy or frame.thin else 18.0
    if not frame.thin:
        y = top + room / 2 + 4 if roomy else top + 14
        element(group, "text", _short(lane.name), class_="lane-name", x=4.0, y=y, **_words(frame))
    base = top + room - (0 if frame.thin else 1)
    element(group, "line", x1=frame.left, x2=frame.width - frame.right, y1=base, y2=base, **_ink(frame, "#cfc7b8"))
    middle = top + words + (room - words) / 2
    if lane.has_scale:
        _scale(group, thread, lane, frame, top + words, room - words)
    elif lane.kind == "works":
        _pictures(group, thread, lane, frame, middle)
    else:
        size = _size(frame, len(lane.things))
        for thing in lane.things:
            _hang(group, thing, _dot(frame, lane, frame.x(thread, thing.at), middle, thing, size=size))


def _short(name: str) -> str:
    return name if len(name) <= 16 else name[:15].rstrip() + "…"


def _hang(group: Node, thing: Thing, mark: str) -> None:
    """One thing with its mark. Written at once: a year has hundreds, and a tree of them takes twice as long."""
    named = f' class="{"thing open" if thing.hollow else "thing"}"'
    if thing.tone:
        named += f' data-tone="{escaped(thing.tone)}"'
    label = escaped(thing.label)
    if thing.url:
        link = f'<a{named} href="{escaped(thing.url)}" aria-label="{label}">{mark}</a>'
    else:
        link = f"<g{named}><title>{label}</title>{mark}</g>"
    group.children.append(Svg(link))


def _size(frame: Frame, number: int) -> float:
    """How far a mark reaches from its middle: less where many share the lane."""
    if frame.thin:
        return 3.0
    return 3.5 if number * CROWDED > frame.width - frame.left - frame.right else 5.0


def _dot(frame: Frame, lane: Lane, x: float, y: float, thing: Thing, *, size: float) -> str:
    if lane.kind == "notes":
        path = f"M{x:.1f},{y - size:.1f}l{size},{size}l{-size},{size}l{-size},{-size}z"
        return f'<path d="{path}"{_mark(frame, thing)} />'
    return f'<circle cx="{written(x)}" cy="{written(y)}" r="{written(size)}"{_mark(frame, thing)} />'


def _scale(group: Node, thread: Thread, lane: Lane, frame: Frame, top: float, room: float) -> None:
    pad = 3.0 if frame.thin else 10.0
    span = (lane.high - lane.low) or 1.0

    def y(value: float) -> float:
        return top + room - pad - (value - lane.low) / span * (room - 2 * pad)

    for band in () if frame.thin else lane.bands:
        colour = {"stroke": "#d9d2c4"} if frame.print_colours else {}
        right = frame.width - frame.right
        element(group, "line", class_="band-line", x1=frame.left, x2=right, y1=y(band), y2=y(band), **colour)
    if not frame.thin:
        _figures(group, frame, [(y(value), value) for value in sorted(lane.figures, reverse=True)])
    placed = [(frame.x(thread, t.at), y(t.value), t) for t in lane.things if t.value is not None]
    if len(placed) > 1:
        steps = [f"M{placed[0][0]:.1f},{placed[0][1]:.1f}"]
        for (_, before, _), (x, after, _) in pairwise(placed):
            # A goal stays where it was rated until it is rated again; a score is only known on its day.
            steps.append(
                f"L{x:.1f},{before:.1f}L{x:.1f},{after:.1f}" if lane.kind == "goals" else f"L{x:.1f},{after:.1f}"
            )
        colour = {"fill": "none", "stroke": "#4a4640", "stroke_width": "1.2"} if frame.print_colours else {}
        element(group, "path", class_="trend", pathLength="1", d="".join(steps), **colour)
    size = _size(frame, len(placed))
    for x, height, thing in placed:
        _hang(group, thing, _dot(frame, lane, x, height, thing, size=size))


def _figures(group: Node, frame: Frame, placed: list[tuple[float, float]]) -> None:
    """Write values beside the scale, from the top down; one that would touch the one below it is left out."""
    shown = apart([height for height, _ in placed], least=BETWEEN_FIGURES)
    for (height, value), has_room in zip(placed, shown, strict=True):
        if has_room:
            place = {"x": frame.left - 6, "y": height + 4, "text_anchor": "end"}
            element(group, "text", f"{value:g}", class_="figure", **place, **_words(frame))


def _pictures(group: Node, thread: Thread, lane: Lane, frame: Frame, middle: float) -> None:
    side = THIN_THUMB if frame.thin else THUMB
    shown = _shown(thread, lane, frame)
    low = written(middle + side / 2 + 3 if any(shown) else middle)
    for thing, as_picture in zip(lane.things, shown, strict=True):
        x = frame.x(thread, thing.at)
        if not as_picture:
            _hang(group, thing, f'<circle cx="{written(x)}" cy="{low}" r="2.5"{_mark(frame, thing)} />')
            continue
        width, height = _fitted(thing.shape, side)
        left, top = min(max(x - width / 2, 0), frame.width - width), middle - height / 2
        at = f'x="{written(left)}" y="{written(top)}" width="{written(width)}" height="{written(height)}"'
        _hang(group, thing, f'<image href="{escaped(thing.picture)}" {at} />')


def _fitted(shape: tuple[float, float], side: float) -> tuple[float, float]:
    width, height = max(shape[0], 1e-6), max(shape[1], 1e-6)
    scale = side / max(width, height)
    return width * scale, height * scale


def _ink(frame: Frame, colour: str) -> dict[str, str]:
    return {"stroke": colour, "stroke_width": "1"} if frame.print_colours else {}


def _words(frame: Frame) -> dict[str, str]:
    return {"fill": "#5b564d"} if frame.print_colours else {}


def _mark(frame: Frame, thing: Thing) -> str:
    if not frame.print_colours:
        return ""
    return f' fill="{"#ffffff" if thing.hollow else "#26221c"}" stroke="#26221c" stroke-width="1.2"'
