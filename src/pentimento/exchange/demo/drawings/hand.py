"""Whose hand drew it: what makes one person's works look like one person's, and how that changes over months."""

from dataclasses import dataclass, replace
from enum import IntEnum

from pentimento.exchange.demo.strokes import Tool


class Age(IntEnum):
    """How somebody draws, roughly; not how old they are."""

    SMALL = 0  # first figures, everything stands in a row
    CHILD = 1  # ground line, strip of sky, outlines filled in
    TEEN = 2  # finer line, shading, detail
    ADULT = 3  # looser line, overlapping depth


@dataclass(frozen=True, slots=True)
class Palette:
    """The box of colours somebody keeps reaching into, by what they use each for (``#rrggbb``)."""

    ink: str
    sky: str
    water: str
    leaf: str
    moss: str
    earth: str
    wood: str
    sun: str
    warm: str
    rose: str
    deep: str
    skin: str

    @property
    def bright(self) -> tuple[str, ...]:
        """Colours for patterns and fields."""
        return (self.warm, self.sun, self.leaf, self.sky, self.rose, self.deep, self.water, self.moss)


PALETTES: dict[str, Palette] = {
    "crayon box": Palette(
        "#34302e",
        "#6fb3df",
        "#2f74bd",
        "#4fa045",
        "#2c7a45",
        "#9a6a3c",
        "#7a4a2a",
        "#f6c52e",
        "#dd4a35",
        "#ee8fae",
        "#6a4a9c",
        "#f0bd98",
    ),
    "felt box": Palette(
        "#26262b",
        "#43b0e6",
        "#1f5fb5",
        "#58b24a",
        "#12805a",
        "#b0763a",
        "#7b4b2c",
        "#ffcf26",
        "#e8402f",
        "#f0639a",
        "#7a3fa0",
        "#f2b98c",
    ),
    "seaside": Palette(
        "#2b3a46",
        "#9cc9d6",
        "#3d86a0",
        "#8fae72",
        "#5b8a78",
        "#d9bd8b",
        "#8d6e53",
        "#f2cf6b",
        "#e0784e",
        "#e9a79b",
        "#2f5d7c",
        "#ebc2a2",
    ),
    "autumn": Palette(
        "#3b2c24",
        "#b7c3c2",
        "#5f7f86",
        "#97913c",
        "#62682f",
        "#a8713a",
        "#6b4127",
        "#e6ad35",
        "#c04f27",
        "#cf8062",
        "#6e2f34",
        "#dfae86",
    ),
    "hedgerow": Palette(
        "#2f332c",
        "#a9c4cf",
        "#587f97",
        "#739a4c",
        "#3f6b42",
        "#8b7046",
        "#5d4630",
        "#e2be4e",
        "#b24b4b",
        "#c98aa6",
        "#56406f",
        "#e2b48f",
    ),
    "dusk": Palette(
        "#24273a",
        "#8a93c4",
        "#3f5590",
        "#5f8f83",
        "#38655f",
        "#8a6a72",
        "#574350",
        "#efb25a",
        "#d9655a",
        "#d98fb0",
        "#55397e",
        "#dfae97",
    ),
    "harbour": Palette(
        "#22303a",
        "#8fb6c9",
        "#2f6280",
        "#6f8f6a",
        "#42664f",
        "#9c8463",
        "#66503d",
        "#e3b04b",
        "#b6482f",
        "#c98373",
        "#2d3f66",
        "#d9ab8b",
    ),
    "sweet shop": Palette(
        "#46384a",
        "#9fd6ea",
        "#58a6d8",
        "#8fcf7a",
        "#4bb08a",
        "#d9a066",
        "#a8714a",
        "#ffdb5c",
        "#ff7a5c",
        "#ff9ec4",
        "#a071c8",
        "#f6c8a4",
    ),
    "stone": Palette(
        "#2c2b2a",
        "#b9c0c4",
        "#6d7f8a",
        "#8a8f74",
        "#5d6654",
        "#a18d73",
        "#6d5b4a",
        "#cfae62",
        "#a35a43",
        "#b58b84",
        "#4c4a5e",
        "#cfaf95",
    ),
    "orchard": Palette(
        "#33291f",
        "#a8d0d8",
        "#4a8aa8",
        "#86b04a",
        "#4d8044",
        "#a87b48",
        "#6f4a2d",
        "#f3c84a",
        "#d2452f",
        "#e58f8a",
        "#7a3a5f",
        "#eab78f",
    ),
    "northern": Palette(
        "#1f2a33",
        "#a5bcd6",
        "#33608f",
        "#6aa187",
        "#2e6f66",
        "#8d8a86",
        "#5b5652",
        "#f0d27a",
        "#d4574a",
        "#c79bb8",
        "#3a3f7a",
        "#e0b79e",
    ),
    "spice": Palette(
        "#3a231c",
        "#7fc0b5",
        "#2b8085",
        "#8aa33a",
        "#4f7437",
        "#b4662f",
        "#7a4023",
        "#f2b02f",
        "#c8371f",
        "#e0738a",
        "#7c2a5a",
        "#c98d62",
    ),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody draws.

    ``tremor`` in mm of wander; ``pressure`` 0 to 1; ``speed`` in mm a second; ``size`` how large things come out
    (1 fills the sheet comfortably); ``filled`` 0 outlines only to 1 everything coloured in; ``tidy`` 0 loose to 1
    careful; ``colours`` share of the palette in use, 0 to 1; ``freer`` how much all this opens over nine months.
    """

    age: Age
    palette: Palette
    line: Tool = Tool.PENCIL
    fill: Tool = Tool.CRAYON
    tremor: float = 0.6
    pressure: float = 0.6
    speed: float = 90.0
    size: float = 1.0
    filled: float = 0.8
    tidy: float = 0.5
    colours: float = 1.0
    freer: float = 0.0
    paper: str = "#fbf9f3"

    def after(self, months: float) -> "Hand":
        """The same person's hand that many months later (0 to 9)."""
        share = self.freer * min(max(months, 0.0), 9.0) / 9
        return replace(
            self,
            size=min(1.15, self.size * (1 + 0.4 * share)),
            colours=min(1.0, self.colours + 0.5 * share),
            filled=min(1.0, self.filled + 0.3 * share),
            pressure=self.pressure + 0.15 * share * (0.6 - self.pressure),
        )
