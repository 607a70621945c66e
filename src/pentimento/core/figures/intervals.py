"""Small figures for a table: a share with its interval on a line from 0 to 1, and a sparkline of months."""

from __future__ import annotations

from collections.abc import Sequence

from .svg import Svg, element, finished

WIDE, HIGH = 88.0, 18.0
SPARK_WIDE, SPARK_HIGH = 84.0, 22.0
EDGE = 2.0  # px left and right, so that a dot at the end is whole


def interval(value: float, low: float, high: float, *, label: str, most: float = 1.0) -> Svg:
    """Draw a mean as a dot and its interval as a bar.

    Parameters
    ----------
    value, low, high : float
        From 0 to ``most``; what lies beyond is drawn at the end.
    label : str
        What a screen reader says.
    """
    root = element(
        None, "svg", class_="interval", viewBox=f"0 0 {WIDE:g} {HIGH:g}", width=WIDE, height=HIGH, role="img"
    )
    root.attributes["aria-label"] = label
    middle = HIGH / 2
    element(root, "line", class_="ground", x1=EDGE, y1=middle, x2=WIDE - EDGE, y2=middle)
    for tick in (0.0, 0.5, 1.0):
        x = _x(tick, 1.0)
        element(root, "line", class_="tick", x1=x, y1=middle - 3, x2=x, y2=middle + 3)
    left, right = _x(low, most), _x(high, most)
    element(root, "rect", class_="span", x=left, y=middle - 3, width=max(right - left, 1.5), height=6, rx=3)
    element(root, "circle", class_="mean", cx=_x(value, most), cy=middle, r=4)
    return finished(root)


def _x(value: float, most: float) -> float:
    share = min(max(value / most, 0.0), 1.0) if most > 0 else 0.0
    return EDGE + share * (WIDE - 2 * EDGE)


def sparkline(values: Sequence[float], *, label: str) -> Svg:
    """Draw one bar for each month, the tallest as high as the figure; an empty month is a hairline."""
    root = element(None, "svg", class_="spark", viewBox=f"0 0 {SPARK_WIDE:g} {SPARK_HIGH:g}")
    for name, text in (
        ("width", f"{SPARK_WIDE:g}"),
        ("height", f"{SPARK_HIGH:g}"),
        ("role", "img"),
        ("aria-label", label),
    ):
        root.attributes[name] = text
    most = max(values, default=0.0)
    step = SPARK_WIDE / max(len(values), 1)
    for place, value in enumerate(values):
        tall = (SPARK_HIGH - 2) * value / most if most > 0 else 0.0
        high = max(tall, 0.75)
        element(
            root,
            "rect",
            class_="month" if value > 0 else "month-empty",
            x=place * step + 0.75,
            y=SPARK_HIGH - high,
            width=max(step - 1.5, 0.5),
            height=high,
        )
    return finished(root)
