"""Is a change larger than the measure's own wobble? Reliable change after Jacobson & Truax (1991).

Jacobson NS, Truax P. Clinical significance: a statistical approach to defining meaningful change in
psychotherapy research. J Consult Clin Psychol 1991;59:12-19.

Reliable means: unlikely to be measurement error. It does not say what brought the change about, nor
whether it matters to the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, sqrt
from typing import NamedTuple

from pentimento.core.kernel.errors import OutOfRange
from pentimento.core.scoring.structure import Direction, Instrument, Threshold

TWO_SIDED_95 = 1.96


class Change(NamedTuple):
    """A difference between two scores, and the size of difference that error alone can make."""

    points: float
    noise: float  # changes up to this size are expected from measurement error alone (95 %)


class Outcome(StrEnum):
    """Four ways two scores can compare. Always shown with the points, the threshold and its source."""

    RECOVERED = "recovered"  # reliably improved, and from the clinical side of the cut to the other
    RELIABLY_IMPROVED = "reliably improved"
    NO_RELIABLE_CHANGE = "no reliable change"
    RELIABLY_WORSE = "reliably worse"


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """Two totals on one instrument compared, with everything the comparison rests on."""

    before: float
    after: float
    points: float  # after - before
    noise: float  # from the reliability and SD below, 95 %
    threshold: float  # the published one, which decides
    outcome: Outcome
    clinical_before: bool  # on the clinical side of ``cut``
    clinical_after: bool
    cut: float
    cut_source: str
    direction: Direction
    source: str  # of the threshold
    population: str  # in which the threshold is used
    reliability: float
    reliability_source: str
    sd: float
    sd_source: str
    others: tuple[Threshold, ...]  # what other studies would require
    method: str


def change(before: float, after: float, *, sd: float, reliability: float) -> Change:
    """Compare two scores on one instrument (reliable change, Jacobson & Truax 1991).

    Parameters
    ----------
    before, after : float
        Scores, in points.
    sd : float
        Standard deviation in a comparable population, above 0, in points.
    reliability : float
        From 0 up to, but not including, 1.

    Examples
    --------
    >>> change(24, 15, sd=6, reliability=0.84)
    Change(points=-9, noise=6.65)
    """
    for name, value in (("the first score", before), ("the second score", after)):
        if not isfinite(value):
            raise OutOfRange(name, value, "a number")
    if not (isfinite(sd) and sd > 0):
        raise OutOfRange("the standard deviation", sd, "above 0")
    if not 0 <= reliability < 1:
        raise OutOfRange("the reliability", reliability, "from 0 up to, but not including, 1")
    return Change(points=after - before, noise=round(TWO_SIDED_95 * sd * sqrt(2 * (1 - reliability)), 2))


def cut_between(*, clinical: tuple[float, float], general: tuple[float, float]) -> float:
    """The score at which a person is as likely to belong to one population as to the other (cut c).

    Each population is given as mean and standard deviation, in points.

    >>> cut_between(clinical=(19.7, 7.7), general=(4.7, 4.8))
    10.46
    """
    for _, sd in (clinical, general):
        if not (isfinite(sd) and sd > 0):
            raise OutOfRange("the standard deviation", sd, "above 0")
    (clinical_mean, clinical_sd), (general_mean, general_sd) = clinical, general
    return round((clinical_sd * general_mean + general_sd * clinical_mean) / (clinical_sd + general_sd), 2)


def four_way(before: float, after: float, *, threshold: float, cut: float, direction: Direction) -> Outcome:
    """Sort a change into one of four outcomes.

    A change of exactly ``threshold`` points is reliable. ``cut`` is the first score in the clinical
    range where higher is worse, and the first score out of it where higher is better. Somebody who
    began outside the clinical range can improve reliably but not recover.
    """
    if not (isfinite(threshold) and threshold > 0):
        raise OutOfRange("the threshold", threshold, "above 0")
    worse_is_up = direction is Direction.HIGHER_IS_WORSE
    # Totals carry two decimals: the difference of two such floats must not miss a threshold by 1e-15.
    better = round(before - after if worse_is_up else after - before, 6)
    if better <= -threshold:
        return Outcome.RELIABLY_WORSE
    if better < threshold:
        return Outcome.NO_RELIABLE_CHANGE
    crossed = (before >= cut > after) if worse_is_up else (before < cut <= after)
    return Outcome.RECOVERED if crossed else Outcome.RELIABLY_IMPROVED


def reliable_change(instrument: Instrument, before: float, after: float) -> ReliableChange:
    """Compare two totals by the instrument's published threshold, with source and population beside it.

    Raises
    ------
    OutOfRange
        When a total lies outside the instrument's range.
    """
    for total in (before, after):
        if not instrument.lowest <= total <= instrument.highest:
            allowed = f"from {instrument.lowest:g} to {instrument.highest:g}"
            raise OutOfRange(f"a total of {instrument.title}", total, allowed)
    basis = instrument.change
    points, noise = change(before, after, sd=basis.sd, reliability=basis.reliability)
    points_needed, cut, direction = basis.threshold.points, instrument.caseness, instrument.direction
    return ReliableChange(
        before=before,
        after=after,
        points=round(points, 2),
        noise=noise,
        threshold=points_needed,
        outcome=four_way(before, after, threshold=points_needed, cut=cut, direction=direction),
        clinical_before=instrument.in_clinical_range(before),
        clinical_after=instrument.in_clinical_range(after),
        cut=cut,
        cut_source=instrument.caseness_source,
        direction=direction,
        source=basis.threshold.source,
        population=basis.population,
        reliability=basis.reliability,
        reliability_source=basis.reliability_source,
        sd=basis.sd,
        sd_source=basis.sd_source,
        others=basis.others,
        method=f"reliable-change/1 {instrument.method}",
    )
