"""Putting a draft together from what was recorded: fixed sentences, no guessing, nothing added.

What somebody wrote keeps its words. Quotes stand in quotation marks, hypotheses are named as such,
and the therapist's own response never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pentimento.core.kernel.errors import PentimentoError
from pentimento.core.scoring.attainment import attainment
from pentimento.core.scoring.change import Outcome, reliable_change
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import written_total

from .shown import Shown
from .templates import Template
from .wording import answered, day, ended, listed, materials, prorated, quoted, sentence, signed


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a draft is made from: one session, and what it is compared with."""

    shown: Sequence[Shown]
    earlier: Mapping[str, Shown] = field(default_factory=dict)  # the score before, by the score's public id
    goals: int = 0  # goals with a scale in the plan in force
    next_at: datetime | None = None  # in the client's time zone

    def of(self, kind: str) -> list[Shown]:
        """Everything of one kind that has words."""
        return [one for one in self.shown if one.kind == kind and one.words.strip()]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A draft: the text of each section, and what it rests on with the section it went to."""

    texts: dict[str, str]
    rests_on: tuple[tuple[str, Shown], ...]


Written = tuple[list[str], list[Shown]]


def assemble(template: Template, recorded: Recorded) -> Assembled:
    """Write the draft. The same record gives the same draft."""
    texts: dict[str, str] = {}
    rests_on: list[tuple[str, Shown]] = []
    for section in template.sections:
        paragraphs = []
        for stream in section.takes:
            told = ALONE.get(stream, STREAMS[stream]) if section.takes == (stream,) else STREAMS[stream]
            sentences, used = told(recorded)
            if sentences:
                paragraphs.append(" ".join(sentences))
            rests_on += [(section.key, one) for one in used]
        texts[section.key] = "\n\n".join(paragraphs)
    return Assembled(texts, tuple(rests_on))


def _session(recorded: Recorded) -> Written:
    held = recorded.of("session")
    return [f"A session of {one.facts['minutes']} minutes on {day(one.on)}." for one in held], held


def _seen(recorded: Recorded) -> Written:
    found = recorded.of("seen")
    return [sentence(one.words) for one in found], found


def _split(recorded: Recorded) -> tuple[list[Shown], list[Shown]]:
    """Before the first medium was taken up, and after; without media, the first thing seen and the rest."""
    found, media = recorded.of("seen"), recorded.of("medium")
    if not media:
        return found[:1], found[1:]
    began = min(_moment(one) for one in media)
    return [one for one in found if _moment(one) < began], [one for one in found if _moment(one) >= began]


def _moment(one: Shown) -> datetime:
    assert isinstance(one.when, datetime)  # noqa: S101 - observations and media carry a moment
    return one.when


def _first_seen(recorded: Recorded) -> Written:
    found = _split(recorded)[0]
    return [sentence(one.words) for one in found], found


def _later_seen(recorded: Recorded) -> Written:
    found = _split(recorded)[1]
    return [sentence(one.words) for one in found], found


def _said(recorded: Recorded) -> Written:
    found = recorded.of("said")
    quotes = [quoted(one.words) for one in found]
    return [f"{'The client said' if not place else 'Then'}: {quote}" for place, quote in enumerate(quotes)], found


def _directive(recorded: Recorded) -> Written:
    held = [one for one in recorded.of("session") if str(one.facts["directive"]).strip()]
    return [f"The directive was: {quoted(str(one.facts['directive']))}" for one in held], held


def _media(recorded: Recorded) -> Written:
    found = recorded.of("medium")
    names = [materials(one.words) for one in found]
    return ([f"The client worked with {listed(names, joint='then')}."] if names else []), found


def _artworks(recorded: Recorded) -> Written:
    found = recorded.of("artwork")
    titled = [one for one in found if str(one.facts["title"]).strip()]
    return [_artwork(one) for one in titled] + _untitled([one for one in found if one not in titled]), found


def _artwork(one: Shown) -> str:
    who = "which the client called" if one.facts["titled_by_client"] else "kept here under the name"
    more = f" ({made_of(one)})" if made_of(one) else ""
    return f"A work was made, {who} {quoted(str(one.facts['title']))}{more}."


def _untitled(works: Sequence[Shown]) -> list[str]:
    made = "; ".join(dict.fromkeys(facts for one in works if (facts := made_of(one))))
    count = "A work without a title was" if len(works) == 1 else f"{len(works)} works without a title were"
    return [f"{count} made{f' ({made})' if made else ''}."] if works else []


def made_of(work: Shown) -> str:
    """Media and size of a work, as far as they are known: ``gouache, 420 × 297 mm``."""
    size = " × ".join(str(work.facts[side]) for side in ("width_mm", "height_mm", "depth_mm") if work.facts[side])
    parts = (materials(str(work.facts["media"])), f"{size} mm" if "×" in size else "")
    return ", ".join(part for part in parts if part)


def _hypothesis(recorded: Recorded) -> Written:
    found = recorded.of("hypothesis")
    words = [f"{'Hypothesis' if not place else 'Another hypothesis'}: " for place in range(len(found))]
    return [lead + ended(one.words) for lead, one in zip(words, found, strict=True)], found


def _hypothesis_alone(recorded: Recorded) -> Written:
    """Under a heading of its own, which says what it is."""
    found = recorded.of("hypothesis")
    return [sentence(one.words) for one in found], found


def _aims(recorded: Recorded) -> Written:
    found = recorded.of("aim")
    if not found:
        return [], []
    named = listed([quoted(one.words) for one in found])
    noun = "this objective" if len(found) == 1 else "these objectives"
    return [ended(f"The session worked on {noun}: {named}")], found


def _ratings(recorded: Recorded) -> Written:
    found = recorded.of("rating")
    sentences = [_rating(one) for one in found]
    if found and len(found) == recorded.goals:
        t = attainment([one.facts["level"] for one in found], [one.facts["weight"] for one in found]).t
        goals = {1: "the one goal", 2: "both goals"}.get(len(found), f"all {len(found)} goals")
        sentences.append(f"Goal attainment over {goals}: T = {t:.1f}, where 50 is as expected.")
    return sentences, found


def _rating(one: Shown) -> str:
    who = "The client placed the goal" if one.facts["by_client"] else "The goal"
    verb = "at" if one.facts["by_client"] else "was rated"
    step = str(one.facts["step"]).strip()
    tail = f": {ended(step)}" if step else "."
    return f"{who} {quoted(str(one.facts['goal']))} {verb} {signed(int(one.facts['level']))}{tail}"


def _scores(recorded: Recorded) -> Written:
    found = recorded.of("score")
    used = [*found, *(recorded.earlier[one.public_id] for one in found if one.public_id in recorded.earlier)]
    return [_score(one, recorded.earlier.get(one.public_id)) for one in found], used


def _score(one: Shown, before: Shown | None) -> str:
    title, total, highest = one.facts["title"], one.facts["total"], one.facts["highest"]
    if total is None:
        return f"{title} was given; {answered(one)} items were answered, too few for a total."
    how = f", {prorated(one)}" if prorated(one) else ""
    text = f"{title}: {written_total(total)} of {highest:g}{how}, in the published band “{one.facts['band']}”"
    if before is None or before.facts["total"] is None:
        return f"{text}."
    return f"{text}; {_change(str(one.facts['instrument']), before, float(total))}"


def _change(key: str, before: Shown, after: float) -> str:
    when = day(before.on) + (f" ({prorated(before)})" if prorated(before) else "")
    try:
        found = reliable_change(instrument(key), float(before.facts["total"]), after)
    except PentimentoError:
        return f"{written_total(before.facts['total'])} on {when}."
    if not found.points:
        return f"the same as on {when}."
    size = f"{written_total(abs(found.points))} {'point' if abs(found.points) == 1 else 'points'}"
    way = "lower" if found.points < 0 else "higher"
    reaches = "less than" if found.outcome is Outcome.NO_RELIABLE_CHANGE else "at least"
    return f"{size} {way} than on {when}, {reaches} the {found.threshold:g} points that count as reliable change."


def _next(recorded: Recorded) -> Written:
    if recorded.next_at is None:
        return [], []
    return [f"Next session: {day(recorded.next_at)}, {recorded.next_at:%H:%M}."], []


STREAMS: dict[str, Callable[[Recorded], Written]] = {
    "session": _session,
    "first-seen": _first_seen,
    "later-seen": _later_seen,
    "seen": _seen,
    "said": _said,
    "directive": _directive,
    "media": _media,
    "artworks": _artworks,
    "hypothesis": _hypothesis,
    "aims": _aims,
    "ratings": _ratings,
    "scores": _scores,
    "next": _next,
}
ALONE: dict[str, Callable[[Recorded], Written]] = {"hypothesis": _hypothesis_alone}
