"""Whether each sentence of a report stands, and why not. The arithmetic is ``core.evidence``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pentimento.core.evidence.figures import stated
from pentimento.core.evidence.opinion import is_worded_as_opinion
from pentimento.core.evidence.quotations import quotations
from pentimento.core.evidence.sentences import split_sentences
from pentimento.core.evidence.support import EvidenceKind, Finding, Reason, Ref, Sentence, Stance, unsupported
from pentimento.core.kernel.errors import PentimentoError
from pentimento.core.scoring.attainment import attainment
from pentimento.core.scoring.instruments import instrument
from pentimento.practice.records.rules.shown import Shown
from pentimento.practice.records.rules.wording import figure

from .body import Body, sentences_in, visible

Now = Mapping[tuple[str, str], Shown]

KINDS: dict[str, EvidenceKind] = {
    "session": EvidenceKind.SESSION,
    "appointment": EvidenceKind.SESSION,
    "aim": EvidenceKind.GOAL_RATING,
    "medium": EvidenceKind.OBSERVATION,
    "seen": EvidenceKind.OBSERVATION,
    "said": EvidenceKind.QUOTE,
    "hypothesis": EvidenceKind.OBSERVATION,
    "artwork": EvidenceKind.ARTWORK,
    "score": EvidenceKind.SCORE,
    "rating": EvidenceKind.GOAL_RATING,
    "review": EvidenceKind.NOTE,
    "decision": EvidenceKind.NOTE,
    "note": EvidenceKind.NOTE,
}
EXPECTED = 50.0  # T where every goal was reached as expected

# What is wrong, as a sentence with a place for the detail; the page translates it before filling it.
WORDS: dict[str, str] = {
    Reason.NOTHING: (
        "Nothing in the record supports this yet. Choose what it rests on, "
        "or mark it as your opinion and word it as yours: “In my view, …”."
    ),
    Reason.QUOTE: "The words “{detail}” are not in what this sentence rests on.",
    Reason.NUMBER: "The number “{detail}” is not in what this sentence rests on.",
    Reason.DATE: "The date “{detail}” is not in what this sentence rests on.",
    Reason.AMENDED: "What this rests on was changed since: {detail}.",
    Reason.WITHDRAWN: "What this rests on was taken back: {detail}.",
    "corrected": "What this rests on was corrected since: {detail}. Cite it as it is now, and look at the wording.",
    Reason.NOT_OPINION: (
        "This is marked as your opinion, but still worded as a fact. "
        "Say in the sentence that it is yours: “In my view, …”, “I think …” or “… might …”."
    ),
    Reason.NOT_HEADING: "This is marked as a heading, but reads as a sentence.",
    "hypothesis": "This rests on a hypothesis alone. Word it as your opinion, or add what was seen or said.",
    "stating": "A heading states nothing: no number, no date, no quoted words.",
}
# The same in a few words, for a list of sentences.
BRIEFLY: dict[str, str] = {
    Reason.NOTHING: "no evidence",
    Reason.QUOTE: "quoted words",
    Reason.NUMBER: "a number",
    Reason.DATE: "a date",
    Reason.AMENDED: "evidence changed since",
    Reason.WITHDRAWN: "evidence taken back",
    "corrected": "evidence corrected since",
    Reason.NOT_OPINION: "not worded as opinion",
    Reason.NOT_HEADING: "not a heading",
    "hypothesis": "a hypothesis alone",
    "stating": "a heading that states something",
}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a sentence does not stand: a key of ``WORDS`` and what it is about."""

    reason: str
    detail: str = ""

    @property
    def template(self) -> str:
        return WORDS[self.reason]

    @property
    def briefly(self) -> str:
        return BRIEFLY[self.reason]

    def __str__(self) -> str:
        return self.template.format(detail=self.detail)


def is_blank(text: str) -> bool:
    """Whether there is nothing to read."""
    return not visible(text).strip()


def findings_in(body: Body, now: Now) -> dict[str, tuple[Why, ...]]:
    """Every sentence that does not stand, by its id, with every reason. Blank ones are passed over.

    Parameters
    ----------
    now : mapping from (kind, id) to what stands there today
        What is absent, or marked as withdrawn, supports nothing any more.
    """
    rows = [one for one in sentences_in(body) if not is_blank(one["text"])]
    digests = {one["id"]: _digest(one, now) for row in rows for one in row["evidence"]}
    labels = {one["id"]: one["label"] for row in rows for one in row["evidence"]}
    found: dict[str, list[Why]] = {row["id"]: list(_of_its_own(row)) for row in rows}
    for one in unsupported([judged(row, now) for row in rows], now=digests):
        stale = {f.reason for f in one.findings} & {Reason.AMENDED, Reason.WITHDRAWN}
        # What is no longer as it was cited carries no figures; that it changed is reason enough.
        kept = [f for f in one.findings if not (stale and f.reason in (Reason.NUMBER, Reason.DATE))]
        found[rows[one.position]["id"]] += [_why(f, labels, now) for f in kept]
    return {key: tuple(dict.fromkeys(whys)) for key, whys in found.items() if whys}


def _why(finding: Finding, labels: Mapping[str, str], now: Now) -> Why:
    label = labels.get(finding.detail, finding.detail)
    if finding.reason == Reason.WITHDRAWN:
        after = next((now[key].after for kind in ("score", "rating") if (key := (kind, finding.detail)) in now), None)
        if after is not None:
            return Why("corrected", f"{label}, now {figure(after)}")
    return Why(finding.reason, label)


def _digest(one: Mapping[str, str], now: Now) -> str | None:
    found = now.get((one["kind"], one["id"]))
    return None if found is None or found.withdrawn else found.digest


def judged(row: Mapping[str, Any], now: Now) -> Sentence:
    """A sentence as ``core.evidence`` judges it: as it can be seen, with what its evidence carries."""
    refs = tuple(_ref(one, now.get((one["kind"], one["id"]))) for one in row["evidence"])
    return Sentence(visible(row["text"]).strip(), Stance(row["stance"]), _with_attainment(refs, row["evidence"], now))


def _ref(one: Mapping[str, str], found: Shown | None) -> Ref:
    kind = KINDS.get(one["kind"], EvidenceKind.NOTE)
    if found is None or found.digest != one["digest"]:
        return Ref(kind, one["id"], one["digest"], one["words"])  # its figures are not those of today
    words = " ".join(part for part in (one["words"], str(found.facts.get("directive", ""))) if part)
    return Ref(kind, one["id"], one["digest"], words, tuple(_numbers(found)), (found.on,))


def _numbers(found: Shown) -> Iterator[float]:
    facts = found.facts
    if found.kind == "score":
        if facts.get("total") is not None:
            yield float(facts["total"])
        yield from (float(facts[how]) for how in ("answered", "items") if how in facts)
        yield from _of_instrument(str(facts["instrument"]))
    elif found.kind in {"rating", "review"} and facts.get("level") is not None:
        yield float(facts["level"])
    elif found.kind in {"session", "appointment"}:
        yield float(facts.get("minutes", 0))
    elif found.kind == "artwork":
        yield from (float(facts[side]) for side in ("width_mm", "height_mm", "depth_mm") if facts.get(side))


def _of_instrument(key: str) -> Iterator[float]:
    """What is published about a measure: its range, and what counts as reliable change."""
    try:
        known = instrument(key)
    except PentimentoError:
        return
    yield from (known.lowest, known.highest, known.change.threshold.points, known.caseness)
    yield round(1.96 * known.change.sd * (2 * (1 - known.change.reliability)) ** 0.5, 2)


def _with_attainment(refs: tuple[Ref, ...], evidence: Sequence[Mapping[str, str]], now: Now) -> tuple[Ref, ...]:
    """With the goal attainment T that the cited ratings give, on the last of them."""
    ratings = [now[key] for one in evidence if one["kind"] == "rating" and (key := ("rating", one["id"])) in now]
    latest = {one.facts["lineage"]: one for one in sorted(ratings, key=lambda one: one.on)}
    if not latest:
        return refs
    levels = [int(one.facts["level"]) for one in latest.values()]
    t = attainment(levels, [float(one.facts["weight"]) for one in latest.values()]).t
    place = max(n for n, one in enumerate(evidence) if one["kind"] == "rating")
    ref = refs[place]
    more = (*ref.numbers, t, EXPECTED, float(len(latest)))
    carried = Ref(ref.kind, ref.public_id, ref.digest, ref.words, more, ref.dates)
    return (*refs[:place], carried, *refs[place + 1 :])


def _of_its_own(row: Mapping[str, Any]) -> Iterator[Why]:
    """What the arithmetic of ``core.evidence`` lets pass and a report may not."""
    text, stance, kinds = visible(row["text"]), row["stance"], {one["kind"] for one in row["evidence"]}
    if stance == Stance.CLAIM and kinds == {"hypothesis"}:
        yield Why("hypothesis")
    if stance == Stance.HEADING:
        told = stated(text)
        if told.figures or told.days or told.times or quotations(text):
            yield Why("stating")
    alone = stance == Stance.OPINION and not kinds and is_worded_as_opinion(text)
    # One "I think" does not turn the statement after it into a view.
    if alone and not all(is_worded_as_opinion(part) for part in split_sentences(text)):
        yield Why(Reason.NOT_OPINION)
