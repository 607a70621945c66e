"""How a drawing was made, as its page shows it: measures of its strokes with all that belongs to them, and two maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pentimento.core.figures.order_map import order_map, ramp
from pentimento.core.figures.time_map import STEPS, time_map
from pentimento.core.kernel.errors import NotFound
from pentimento.core.strokes import read_log
from pentimento.core.strokes.measures.measure import Measure, Result, Unmeasured
from pentimento.core.strokes.measures.order import FIELDS
from pentimento.core.strokes.measures.record import read_record
from pentimento.core.strokes.measures.table import MEASURES
from pentimento.practice.artworks.models import Drawing

from .drawings import log_of

MAPS = {"time": time_map, "order": order_map}
PUBLISHED = ("linear-velocity", "radial-velocity", "angular-velocity")
SHADES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure, ready for a page."""

    about: Measure
    value: str  # "" for "cannot tell"
    unit: str
    reason: str  # why it cannot be told
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """All measures of one drawing, those published for recordings of drawing apart, and the colours of the maps."""

    shown: tuple[Shown, ...]
    published: tuple[Shown, ...]
    shades: tuple[tuple[str, str], ...]  # of the time map: colour, words
    ramp: tuple[str, ...]  # of the order map, from the first stroke to the last


def making_of(drawing: Drawing) -> Making:
    """The measures of a drawing, for somebody who was let in to it. Reads the log; the longest takes seconds.

    Raises
    ------
    Invalid
        The log is damaged.
    """
    record = read_record(read_log(log_of(drawing)))
    shown = {key: _shown(about.of(record)) for key, about in MEASURES.items()}
    published = tuple(shown.pop(key) for key in PUBLISHED)
    colours = tuple(ramp(at / (SHADES - 1)) for at in range(SHADES))
    return Making(tuple(shown.values()), published, tuple(_shades()), colours)


def map_of(drawing: Drawing, which: str) -> str:
    """The time map or the order map, as SVG.

    Raises
    ------
    NotFound
        There is no such map.
    """
    if which not in MAPS:
        raise NotFound
    return MAPS[which](read_record(read_log(log_of(drawing)))).markup


def _shades() -> Iterator[tuple[str, str]]:
    for below, colour in STEPS:
        if below is not None:
            yield colour, _("under %(seconds)s s") % {"seconds": f"{below:g}"}
        else:
            yield colour, _("%(seconds)s s or more") % {"seconds": f"{STEPS[-2][0]:g}"}


def _shown(result: Result) -> Shown:
    about, found = result.about, result.found
    if isinstance(found, Unmeasured):
        return Shown(about, "", "", found.sentence)
    if about.key in WORDS:
        value, unit, more = WORDS[about.key](found)
        return Shown(about, value, unit, "", tuple(line for line in more if line))
    value, *others = (_five(found[part]) for part in about.parts)
    names = list(about.parts)[1:]
    rest = ", ".join(f"{_(name)} {number}" for name, number in zip(names, others, strict=True))
    return Shown(about, value, f"{about.unit}, {_(about.headline)}", "", (rest,))


def _five(value: float | None) -> str:
    if value is None:
        return _("cannot tell")
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _clock(seconds: float | None) -> tuple[str, str]:
    """A length of time with its unit, as people say it.

    >>> _clock(4.26), _clock(205)
    (('4.3', 's'), ('3:25', 'min'))
    """
    seconds = seconds or 0.0
    if seconds < 60:
        return f"{seconds:.1f}".removesuffix(".0"), "s"
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}", "min"


def _said(seconds: float | None) -> str:
    return " ".join(_clock(seconds))


Told = tuple[str, str, tuple[str, ...]]


def _active(found: Any) -> Told:
    share = found["share"]
    return *_clock(found["time"]), (
        _("%(share).0f %% of the total time.") % {"share": share} if share is not None else "",
    )


def _paused(found: Any) -> Told:
    number = int(found["pauses"])
    counted = ngettext("%(n)d pause of three seconds or more", "%(n)d pauses of three seconds or more", number)
    longest = _("the longest gap %(time)s") % {"time": _said(found["longest"])}
    return *_clock(found["time"]), (f"{counted % {'n': number}}, {longest}.",)


def _strokes(found: Any) -> Told:
    number, fills = int(found["strokes"]), int(found["fills"])
    filled = ngettext("%(n)d area filled.", "%(n)d areas filled.", fills) % {"n": fills}
    return str(number), ngettext("stroke", "strokes", number), (filled if fills else "",)


def _erasures(found: Any) -> Told:
    parts = {
        _("rubbed %(n)d"): "rubbed",
        _("taken back %(n)d"): "taken-back",
        _("wiped %(n)d"): "wiped",
        _("brought back %(n)d"): "brought-back",
    }
    told = ", ".join(words % {"n": int(found[part])} for words, part in parts.items() if found[part])
    rubbing = _("The eraser was on the sheet for %(time)s.") % {"time": _said(found["rubbing"])}
    number = int(found["erasures"])
    first = f"{told[:1].upper()}{told[1:]}." if told else ""
    return str(number), ngettext("time", "times", number), (first, rubbing if found["rubbing"] else "")


def _colours(found: Any) -> Told:
    number, colours = int(found["changes"]), int(found["colours"])
    used = ngettext("%(n)d colour in all.", "%(n)d colours in all.", colours) % {"n": colours}
    return str(number), ngettext("change", "changes", number), (used,)


def _order(found: Any) -> Told:
    first, last = (_(FIELDS[int(found[part]) - 1]) for part in ("first", "last"))
    return first, "", (_("Where the last mark ends: %(field)s.") % {"field": last},)


WORDS: dict[str, Callable[[Any], Told]] = {
    "total-time": lambda found: (*_clock(found["time"]), ()),
    "active-time": _active,
    "pause-time": _paused,
    "stroke-count": _strokes,
    "speed": lambda found: (
        f"{found['mean']:,.0f}",
        _("px/s on average"),
        (_("Half of all moments were slower than %(speed)s px/s.") % {"speed": f"{found['median']:,.0f}"},),
    ),
    "pressure": lambda found: (
        f"{found['mean']:.0f}",
        _("% of full pressure"),
        (_("Standard deviation %(spread).0f %%.") % {"spread": found["variation"]},),
    ),
    "erasures": _erasures,
    "colour-changes": _colours,
    "order": _order,
    "overdrawing": lambda found: (f"{found['share']:.0f}", _("% of the cells drawn in"), ()),
}
