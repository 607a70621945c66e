"""A job-evaluation scheme: factors with levels that carry points, bands, and profiles kept as they were printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pentimento.core.kernel.errors import Invalid, NotFound

from .bands import Band, bands_named
from .levels import Choice, Printed, read_levels

UNCONFIRMED = "for confirmation"
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a factor. ``words`` are a description in somebody's own words; they decide nothing."""

    name: str
    points: int
    words: str = ""


@dataclass(frozen=True)
class Factor:
    """One thing that is weighed, with its levels from the least demanding to the most."""

    number: int
    label: str
    levels: tuple[Level, ...]
    about: str = ""

    @cached_property
    def order(self) -> dict[str, int]:
        """Each level's place, 0 for the lowest."""
        return {level.name: place for place, level in enumerate(self.levels)}

    @cached_property
    def points(self) -> dict[str, int]:
        """From a level's name to its points."""
        return {level.name: level.points for level in self.levels}

    def read(self, text: str) -> Printed:
        """Read levels of this factor.

        Raises
        ------
        Invalid
            For a level this factor does not have, and for a dash between levels that are not neighbours:
            ``2-4`` could be two levels or three, and that is not ours to guess.
        """
        printed = read_levels(text)
        for choice in printed.choices:
            if choice.level not in self.order:
                raise Invalid(
                    "factor {factor} has no level {level}; it has {first} to {last}",
                    factor=self.number,
                    level=choice.level,
                    first=self.levels[0].name,
                    last=self.levels[-1].name,
                )
        for low, high in printed.joined:
            if abs(self.order[high] - self.order[low]) != 1:
                raise Invalid(
                    "“{text}” can be read in two ways; write {low}, {high} if nothing between counts, "
                    "or name every level",
                    text=text,
                    low=low,
                    high=high,
                )
        return printed

    def points_of(self, choices: Iterable[Choice]) -> frozenset[int]:
        """The points of these levels as a set."""
        return frozenset(self.points[choice.level] for choice in choices)


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a printed profile: levels and points exactly as they stand there."""

    factor: int
    levels: Printed
    points: tuple[int, ...]


@dataclass(frozen=True)
class Profile:
    """A post as a scheme's makers graded it. Nothing in it is ever mended."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    printed_total: tuple[int, int] | None = None
    printed_band: str = ""

    def cell(self, factor: int) -> Cell:
        """The row of one factor."""
        return next(cell for cell in self.cells if cell.factor == factor)


@dataclass(frozen=True, slots=True)
class Rules:
    """How far a post may stand from a profile and still match it, and how a panel works. The practice confirms these.

    ``max_level_distance`` is in levels from the nearest level of the profile; ``may_not_vary`` holds factor numbers.
    """

    max_level_distance: int = 1
    max_varied_factors: int = 5
    may_not_vary: frozenset[int] = frozenset()
    stay_in_band: bool = True
    panel_least: int = 3
    panel_most: int = 5
    appeal_within_days: int = 92
    status: str = UNCONFIRMED
    source: str = ""

    @property
    def fixed(self) -> tuple[int, ...]:
        """The factors that may not vary, in order."""
        return tuple(sorted(self.may_not_vary))

    @property
    def is_confirmed(self) -> bool:
        return self.status == CONFIRMED


@dataclass(frozen=True)
class Scheme:
    """Everything needed to grade a post, read once and checked as a whole."""

    key: str
    title: str
    factors: tuple[Factor, ...]
    bands: tuple[Band, ...]
    profiles: tuple[Profile, ...] = ()
    rules: Rules = Rules()
    country: str = ""
    edition: str = ""
    origin: str = ""
    max_total: int = 0
    by_number: Mapping[int, Factor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {factor.number: factor for factor in self.factors})

    def factor(self, number: int) -> Factor:
        """A factor by its number, or NotFound."""
        try:
            return self.by_number[number]
        except KeyError:
            raise NotFound("This scheme has no factor {number}.", number=number) from None

    def profile(self, key: str) -> Profile:
        """A profile by its key, or NotFound."""
        for profile in self.profiles:
            if profile.key == key:
                return profile
        raise NotFound("This scheme has no profile of that name.")

    def band_of(self, total: int) -> Band | None:
        """The band a total falls into; None where the bands leave a gap."""
        return next((band for band in self.bands if band.low <= total <= band.high), None)

    def bands_of(self, totals: Iterable[int]) -> tuple[str, ...]:
        """The bands of these totals, lowest first, each once. A total in no band adds nothing."""
        found = {band.name for total in totals if (band := self.band_of(total))}
        return tuple(band.name for band in self.bands if band.name in found)

    def bands_named(self, printed: str) -> tuple[str, ...]:
        """The bands that a printed ``8a-b`` means: 8a and 8b, and whatever lies between.

        Raises
        ------
        Invalid
            When it names no band of this scheme.
        """
        return bands_named(self.bands, printed)
