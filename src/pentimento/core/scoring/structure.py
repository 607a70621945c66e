"""The structure of an instrument: what it asks, how answers become a total, what is published about the total."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pentimento.core.kernel.provenance import Source


class Direction(StrEnum):
    """Which way a total points."""

    HIGHER_IS_WORSE = "higher is worse"
    HIGHER_IS_BETTER = "higher is better"


@dataclass(frozen=True, slots=True)
class Item:
    """One question, known by its number on the paper form and a neutral key of our own."""

    number: int
    key: str
    loinc: str


@dataclass(frozen=True, slots=True)
class Band:
    """A published range of totals, from its lowest total up to the next band."""

    key: str
    lowest: float


@dataclass(frozen=True, slots=True)
class Missing:
    """How many unanswered items still allow a total (their place is taken by the mean of the others)."""

    most: int
    source: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A published number of points from which a change counts as reliable."""

    points: float
    source: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """What reliable change rests on: the published threshold, and the figures to check it with."""

    threshold: Threshold
    population: str
    reliability: float  # 0..1
    reliability_source: str
    sd: float  # points
    sd_source: str
    others: tuple[Threshold, ...]  # thresholds that other studies arrived at


@dataclass(frozen=True, slots=True)
class Safety:
    """The item to which an answer of ``lowest`` or more asks for a conversation about safety today."""

    item: int
    lowest: int


@dataclass(frozen=True, slots=True)
class Licence:
    """Who holds the wording and what they allow."""

    holder: str
    terms: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire's structure and scoring; its wording is somebody else's and is never here.

    ``caseness`` is the first total inside the clinical range where higher is worse, and the first
    total outside it where higher is better.
    """

    key: str
    title: str
    full_title: str
    about: str
    weeks: int  # how far back its questions look, today included
    version: str
    direction: Direction
    items: tuple[Item, ...]
    answers: tuple[int, ...]  # the weights an answer can have, ascending
    lowest: float
    highest: float
    bands: tuple[Band, ...]  # by ascending lowest total
    bands_source: str
    caseness: float
    caseness_source: str
    missing: Missing
    change: Reliability
    safety: Safety | None
    panel: str  # LOINC code of the whole questionnaire
    total_code: str  # LOINC code of its total
    licence: Licence
    source: Source

    @property
    def method(self) -> str:
        """Stored with every score: ``phq-9/1``. The version changes when the arithmetic does."""
        return f"{self.key}/{self.version}"

    def in_clinical_range(self, total: float) -> bool:
        """Whether a total lies on the clinical side of the published cut. A cut is not a diagnosis."""
        above = total >= self.caseness
        return above if self.direction is Direction.HIGHER_IS_WORSE else not above

    def band_of(self, total: float) -> Band:
        """The band a total falls into. A prorated 4.5 has not reached a band that begins at 5."""
        return [band for band in self.bands if band.lowest <= total][-1]

    def band_after(self, total: float) -> Band | None:
        """The next band, which a total has not reached; None from the last one on."""
        return next((band for band in self.bands if band.lowest > total), None)
