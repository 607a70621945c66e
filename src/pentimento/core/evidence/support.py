"""Which sentences of a report rest on what was recorded, which do not, and why.

The checks are about words on the page: that something is cited, that quoted words and stated figures
are in what is cited, that it is still as it was. Whether a sentence follows from its evidence is for
its author to judge, and to sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from pentimento.core.evidence.figures import Day, Stated, carries, stated
from pentimento.core.evidence.opinion import is_worded_as_opinion
from pentimento.core.evidence.quotations import is_quoted_from, quotations
from pentimento.core.kernel.errors import Refused, asked

HEADING_WORDS = 12
LISTED = 20  # findings named in one refusal


class EvidenceKind(StrEnum):
    """What a claim may rest on."""

    OBSERVATION = "observation"
    QUOTE = "quote"
    ARTWORK = "artwork"
    SCORE = "score"
    NOTE = "note"
    GOAL_RATING = "goal_rating"
    SESSION = "session"


class Stance(StrEnum):
    """How a sentence asks to be taken."""

    CLAIM = "claim"
    OPINION = "opinion"
    HEADING = "heading"


class Reason(StrEnum):
    """Why a sentence is not supported; the value completes "This sentence …"."""

    NOTHING = "rests on nothing recorded"
    QUOTE = "quotes words that are not in the quote it cites"
    NUMBER = "gives a number that none of its evidence carries"
    DATE = "gives a date that none of its evidence carries"
    AMENDED = "rests on evidence that has been amended since"
    WITHDRAWN = "rests on evidence that was withdrawn"
    NOT_OPINION = "is marked as opinion but is not worded as one"
    NOT_HEADING = "is marked as a heading but reads as a sentence"


@dataclass(frozen=True, slots=True)
class Ref:
    """One piece of evidence as it was when it was cited.

    ``words`` is all its text (for an artwork: title and the client's words). ``numbers`` are its
    figures, the headline first (a score's total, a goal's rating). ``dates`` are its days.
    """

    kind: EvidenceKind
    public_id: str
    digest: str  # of its content, ``canonical.digest``
    words: str = ""
    numbers: tuple[float, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with what it rests on."""

    text: str
    stance: Stance = Stance.CLAIM
    evidence: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a sentence; ``detail`` is the quotation, number, date or public id."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence that cannot stand as it is."""

    position: int  # in the report, the first is 0
    sentence: Sentence
    findings: tuple[Finding, ...]


def unsupported(
    sentences: Sequence[Sentence], *, now: Mapping[str, str | None] | None = None
) -> tuple[Unsupported, ...]:
    """Find the sentences that cannot stand, each with every reason.

    Parameters
    ----------
    sentences : in the order of the report
        Blank ones are passed over.
    now : mapping from public id to digest, optional
        What the evidence is today. None as the digest, or an id that is absent, means withdrawn.
        Left out, evidence is taken to be as it was cited.

    Notes
    -----
    A claim needs evidence; its quotations must be in the words, its figures among the numbers or words,
    and its days among the dates or words of what it cites. A figure may also be the difference between
    two cited scores or ratings, or the count of what is cited. An opinion needs no evidence and may name
    numbers of its own ("I recommend six more sessions"), but must be worded as one and may not put words
    into anybody's mouth. A heading carries nothing, so it must be short and end without a stop.
    """
    found = []
    for position, sentence in enumerate(sentences):
        if sentence.text.strip() and (findings := tuple(_findings(sentence, now))):
            found.append(Unsupported(position, sentence, findings))
    return tuple(found)


def check_can_sign(sentences: Sequence[Sentence], *, now: Mapping[str, str | None] | None = None) -> None:
    """A report is signed only when every sentence is supported, worded as opinion, or gone.

    Raises
    ------
    Refused
        Names sentences by place (the first is 1) and reason, never by their words: a refusal may be
        logged, and what a report says may not.
    """
    if not any(sentence.text.strip() for sentence in sentences):
        raise Refused("There is nothing here to sign yet.")
    found = unsupported(sentences, now=now)
    if not found:
        return
    listed = [f"sentence {one.position + 1} {each.reason}" for one in found for each in _once(one.findings)]
    more = f"; and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    raise Refused(
        "{count} of the sentences cannot stand as they are: {listed}. "
        "Add evidence, reword them as your opinion, or remove them.",
        count=len(found),
        listed="; ".join(listed[:LISTED]) + more,
    )


can_sign = asked(check_can_sign)


def _once(findings: tuple[Finding, ...]) -> list[Finding]:
    return list({finding.reason: finding for finding in findings}.values())


def _findings(sentence: Sentence, now: Mapping[str, str | None] | None) -> Iterator[Finding]:
    yield from _on_stance(sentence)
    if sentence.stance is Stance.HEADING:
        return
    yield from _on_time(sentence.evidence, now)
    words = [ref.words for ref in sentence.evidence]
    for quotation in quotations(sentence.text):
        if not is_quoted_from(quotation, words):
            yield Finding(Reason.QUOTE, quotation)
    if sentence.stance is Stance.CLAIM and sentence.evidence:
        yield from _on_figures(sentence)


def _on_stance(sentence: Sentence) -> Iterator[Finding]:
    if sentence.stance is Stance.CLAIM and not sentence.evidence:
        yield Finding(Reason.NOTHING)
    if sentence.stance is Stance.OPINION and not is_worded_as_opinion(sentence.text):
        yield Finding(Reason.NOT_OPINION)
    if sentence.stance is Stance.HEADING and not _reads_as_heading(sentence.text):
        yield Finding(Reason.NOT_HEADING)


def _reads_as_heading(text: str) -> bool:
    stripped = text.strip()
    return len(stripped.split()) <= HEADING_WORDS and stripped[-1] not in ".!;。！।۔" and "\n" not in stripped


def _on_time(evidence: Sequence[Ref], now: Mapping[str, str | None] | None) -> Iterator[Finding]:
    if now is None:
        return
    for ref in evidence:
        current = now.get(ref.public_id)
        if current is None:
            yield Finding(Reason.WITHDRAWN, ref.public_id)
        elif current != ref.digest:
            yield Finding(Reason.AMENDED, ref.public_id)


def _on_figures(sentence: Sentence) -> Iterator[Finding]:
    claimed = stated(sentence.text)
    recorded = [stated(ref.words) for ref in sentence.evidence]
    numbers = _numbers(sentence.evidence, recorded)
    for figure in claimed.figures:
        if not carries(figure, numbers):
            yield Finding(Reason.NUMBER, figure.text)
    times = {time for each in recorded for time in each.times}
    for time in claimed.times:
        if time not in times:
            yield Finding(Reason.NUMBER, time)
    dates = [day for ref in sentence.evidence for day in ref.dates]
    known = [day for each in recorded for day in each.days]
    for day in claimed.days:
        if not any(map(day.is_on, dates)) and not any(_same(day, other) for other in known):
            yield Finding(Reason.DATE, day.text)


def _numbers(evidence: Sequence[Ref], recorded: Sequence[Stated]) -> list[float]:
    """Every number the evidence carries: given, in its words, as a year, as a change, as a count."""
    numbers = [number for ref in evidence for number in ref.numbers]
    numbers += [figure.value for each in recorded for figure in each.figures]
    numbers += [float(day.year) for ref in evidence for day in ref.dates]
    kinds = [ref.kind for ref in evidence]
    numbers += [float(len(evidence)), *(float(kinds.count(kind)) for kind in set(kinds))]
    for kind in (EvidenceKind.SCORE, EvidenceKind.GOAL_RATING):
        headlines = [ref.numbers[0] for ref in evidence if ref.kind is kind and ref.numbers]
        numbers += [later - earlier for earlier, later in combinations(headlines, 2)]
    return numbers


def _same(claimed: Day, recorded: Day) -> bool:
    """Whether a recorded date says at least what the claimed one says."""
    return (
        claimed.month == recorded.month
        and claimed.day in (None, recorded.day)
        and claimed.year in (None, recorded.year)
    )
