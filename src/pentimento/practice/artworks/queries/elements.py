"""The formal elements of a picture as the page shows them: numbers with all that belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pentimento.core.art.element import Element
from pentimento.core.art.elements import ELEMENTS, SCHEMA, Measurement
from pentimento.core.art.results import MeasuredOn, Result, Unmeasured
from pentimento.core.figures.svg import NAMESPACE, Node, element, finished
from pentimento.practice.artworks.models import MeasurementRun, Photograph

METHODS = sha256("\n".join([SCHEMA, *(one.method for one in ELEMENTS.values())]).encode()).hexdigest()
"""Names the set of methods: it changes when one of them does, and pictures are measured anew."""
DECIMALS = {"filled-area": 0, "used-space": 0, "saturation": 0, "brightness": 0, "palette": 0, "rotation": 0}


@dataclass(frozen=True, slots=True)
class Shown:
    """One element, ready for a page."""

    about: Element
    result: Result
    value: str  # "" for "cannot tell"
    unit: str
    reason: str  # why it cannot be told
    more: tuple[str, ...] = ()
    swatches: tuple[Any, ...] = ()
    strip: SafeString | None = None

    @property
    def on(self) -> MeasuredOn:
        return self.result.on


@dataclass(frozen=True, slots=True)
class Panel:
    """All elements of one picture as it hangs."""

    run: MeasurementRun
    shown: tuple[Shown, ...] = field(default=())


def original_size(photograph: Photograph) -> tuple[int, int]:
    """Width and height in px before shrinking."""
    return photograph.width, photograph.height


def run_of(viewer: Any, photograph: Photograph, *, rotation: int | None = None) -> MeasurementRun | None:
    """The measurement of a picture as it hangs, or hung, by today's methods; None if there is none."""
    turned = photograph.rotation if rotation is None else rotation
    rows = MeasurementRun.scoped(viewer).filter(photograph=photograph, rotation=turned, methods=METHODS)
    return rows.select_related("measured_by").first()


def panel_of(run: MeasurementRun) -> Panel:
    """What the page shows of a measurement. No statement.

    Raises
    ------
    Invalid
        When what was stored is damaged.
    """
    return Panel(run, tuple(_shown(result) for result in Measurement.from_json(run.results)))


def _shown(result: Result) -> Shown:
    about = ELEMENTS[result.element]
    if isinstance(result.found, Unmeasured):
        return Shown(about, result, "", "", result.found.sentence)
    found: Any = result.found
    value = f"{result.value:.{DECIMALS[about.key]}f}" if about.key in DECIMALS else f"{result.value:g}"
    swatches = getattr(found, "swatches", ())
    more = MORE[about.key](found) if about.key in MORE else ()
    strip = strip_of(swatches) if swatches else None
    return Shown(about, result, value, _unit_of(about), "", more, swatches, strip)


def _unit_of(about: Element) -> str:
    """The unit with what it is a part of."""
    named = {
        "filled-area": _("% of the sheet"),
        "used-space": _("% of the sheet"),
        "palette": _("% in the most used colour"),
        "symmetry": _("agreement, −1 to 1"),
        "rotation": _("° from upright"),
    }
    return named.get(about.key, _(about.unit))


def _lines(*lines: tuple[str, dict[str, Any]]) -> tuple[str, ...]:
    return tuple(words % facts for words, facts in lines)


MORE: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "filled-area": lambda found: _lines(
        (
            _("From %(low).0f %% if only stronger marks are counted to %(high).0f %% with paler ones."),
            {"low": min(found.low, found.high), "high": max(found.low, found.high)},
        ),
        (
            _("By thirds of the sheet: %(third)d of 3; by quarters: %(quarter)d of 4."),
            {"third": found.third, "quarter": found.quarter},
        ),
    ),
    "used-space": lambda found: _lines((_("Marks in %(n)d of 9 fields."), {"n": found.ninths})),
    "saturation": lambda found: _lines((_("%(share).0f %% of the marks are not grey."), {"share": found.coloured})),
    "brightness": lambda found: _lines(
        (_("The whole sheet, paper included: %(sheet).0f L*."), {"sheet": found.sheet}),
    ),
    "symmetry": lambda found: _lines((_("About the middle of the sheet: %(centre).2f."), {"centre": found.centre})),
    "rotation": lambda found: _lines((_("Give or take %(error).0f°."), {"error": found.error})),
}


def strip_of(swatches: tuple[Any, ...]) -> SafeString:
    """The colours side by side, as wide as their shares."""
    root = element(None, "svg", xmlns=NAMESPACE, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")
    total = sum(swatch.share for swatch in swatches) or 1.0
    at = 0.0
    for swatch in swatches:
        width = 100 * swatch.share / total
        _rect(root, at, width, swatch.hex)
        at += width
    return format_html("{}", finished(root))  # a template would escape the figure once more


def _rect(root: Node, at: float, width: float, fill: str) -> None:
    element(root, "rect", x=at, y=0, width=width, height=10, fill=fill)
