"""The first draft of a report: fixed sentences over what was recorded, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pentimento.core.evidence.sentences import split_sentences
from pentimento.core.evidence.support import Stance
from pentimento.core.kernel.errors import PentimentoError
from pentimento.core.scoring.attainment import attainment
from pentimento.core.scoring.change import Outcome, reliable_change
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import written_total
from pentimento.practice.records.rules.assembly import made_of
from pentimento.practice.records.rules.shown import Shown
from pentimento.practice.records.rules.wording import (
    answered,
    day,
    days,
    ended,
    listed,
    materials,
    period,
    prorated,
    quoted,
    signed,
)

from .body import Body, sections_for

CHOSEN = 6  # observations, and as many quotes
WORKS = 4
AIMS = 8
LONG = 360  # characters of an observation that are taken over


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is drafted from: everything that stands in the period, oldest first."""

    shown: Sequence[Shown]
    baseline: Mapping[str, Shown] = field(default_factory=dict)  # the score before the period, by measure
    goals: Sequence[str] = ()  # lineages of the goals with a scale in the plan in force

    def of(self, *kinds: str) -> list[Shown]:
        """Everything of these kinds that has words."""
        return [one for one in self.shown if one.kind in kinds and one.words.strip()]


class Line(NamedTuple):
    """One sentence with what it rests on."""

    text: str
    rests_on: list[Shown]
    stance: str = Stance.CLAIM.value


def drafted(kind: str, material: Material) -> Body:
    """Write the draft. The same record gives the same draft."""
    number = 0
    body: Body = []
    for section in sections_for(kind):
        sentences: list[dict[str, Any]] = []
        for line in _each_once(WRITERS.get(section.key, _nothing)(material)):
            number += 1
            evidence = [one.as_evidence() for one in _once(line.rests_on)]
            sentences.append({"id": f"s{number}", "text": line.text, "stance": line.stance, "evidence": evidence})
        body.append({"key": section.key, "heading": section.heading, "sentences": sentences})
    return body


def _each_once(lines: Iterable[Line]) -> list[Line]:
    """The same sentence is said once, and rests on everything it was said of."""
    found: dict[tuple[str, str], list[Shown]] = {}
    for line in lines:
        found.setdefault((line.text, line.stance), []).extend(line.rests_on)
    return [Line(text, rests_on, stance) for (text, stance), rests_on in found.items()]


def chosen_works(material: Material) -> list[Shown]:
    """The works a draft names one by one: the first, the last, and some between."""
    return spread(material.of("artwork"), WORKS)


def spread(found: Sequence[Shown], most: int) -> list[Shown]:
    """At most so many, evenly over time, the first and the last among them."""
    if len(found) <= most:
        return list(found)
    step = (len(found) - 1) / (most - 1)
    return [found[round(place * step)] for place in range(most)]


def _once(found: Iterable[Shown]) -> list[Shown]:
    return list({(one.kind, one.public_id): one for one in found}.values())


def _nothing(material: Material) -> list[Line]:
    return []


def _attendance(material: Material) -> list[Line]:
    held, missed = material.of("session"), material.of("appointment")
    lines = []
    if len(held) == 1:
        lines.append(Line(f"One session was held, on {day(held[0].on)}.", held))
    elif held:
        frm, to = held[0].on, held[-1].on
        when = f"on {day(frm)}" if frm == to else f"from {period(frm, to)}"
        lines.append(Line(f"{len(held)} sessions were held, {when}.", held))
    if missed:
        booked = "One booked session" if len(missed) == 1 else f"{len(missed)} booked sessions"
        lines.append(Line(f"{booked} did not take place: {listed([day(one.on) for one in missed])}.", missed))
    return lines


def _work(material: Material) -> list[Line]:
    lines = []
    aims = _by_words(material.of("aim"))
    if aims:
        named = listed([quoted(words) for words in list(aims)[:AIMS]])
        noun = "this objective" if len(aims) == 1 else "these objectives"
        rests_on = [one for words in list(aims)[:AIMS] for one in (aims[words][0], aims[words][-1])]
        lines.append(Line(ended(f"The sessions worked on {noun}: {named}"), rests_on))
    media = _by_words(material.of("medium"))
    if media:
        names = [materials(words) for words in list(media)[:12]]
        lines.append(Line(f"Media taken up: {listed(names)}.", [media[words][0] for words in list(media)[:12]]))
    return lines


def _by_words(found: Iterable[Shown]) -> dict[str, list[Shown]]:
    grouped: dict[str, list[Shown]] = {}
    for one in found:
        grouped.setdefault(one.words.strip(), []).append(one)
    return grouped


def _seen(material: Material) -> list[Line]:
    chosen = spread(material.of("seen"), CHOSEN) + spread(material.of("said"), CHOSEN)
    return [_observed(one) for one in sorted(chosen, key=lambda one: (one.on, str(one.when)))]


def _observed(one: Shown) -> Line:
    if one.kind == "said":
        return Line(f"On {day(one.on)} the client said: {quoted(_cut(one.words))}", [one])
    return Line(f"Seen on {day(one.on)}: {ended(_shortly(one.words))}", [one])


def _shortly(words: str) -> str:
    """Its first sentences as far as there is room, whole; the first alone may be cut."""
    text = ""
    for part in split_sentences(words.strip()):
        if text and len(text) + len(part) > LONG:
            break
        text += part
    return _cut(text.strip())


def _cut(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 2 * LONG else text[: 2 * LONG].rsplit(" ", 1)[0] + " …"


def _goals(material: Material) -> list[Line]:
    by_goal: dict[str, list[Shown]] = {}
    for one in material.of("rating"):
        by_goal.setdefault(str(one.facts["lineage"]), []).append(one)
    lines = [_goal(ratings) for ratings in by_goal.values()]
    latest = [by_goal[lineage][-1] for lineage in material.goals if lineage in by_goal]
    if latest and len(latest) == len(material.goals):
        t = attainment([one.facts["level"] for one in latest], [one.facts["weight"] for one in latest]).t
        over = {1: "the one goal", 2: "both goals"}.get(len(latest), f"all {len(latest)} goals")
        lines.append(Line(f"Goal attainment over {over}: T = {t:.1f}, where 50 is as expected.", latest))
    return lines


def _goal(ratings: list[Shown]) -> Line:
    first, last = ratings[0], ratings[-1]
    words = quoted(str(last.facts["goal"]))
    step = str(last.facts["step"]).strip()
    tail = f": {ended(step)}" if step else "."
    at = f"{signed(last.facts['level'])} on {day(last.on)}"
    if first is last:
        return Line(f"The goal {words} was rated {at}{tail}", [last])
    began = f"{signed(first.facts['level'])} on {day(first.on)}"
    return Line(f"The goal {words} was rated {began} and {at}{tail}", [first, last])


def _reviewed(material: Material) -> list[Line]:
    return [Line(f"Looked at together on {day(one.on)}: {ended(one.words)}", [one]) for one in material.of("review")]


def _measures(material: Material) -> list[Line]:
    by_measure: dict[str, list[Shown]] = {}
    for one in material.of("score"):
        by_measure.setdefault(str(one.facts["instrument"]), []).append(one)
    lines = []
    for key, given in by_measure.items():
        found = [one for one in given if one.facts["total"] is not None]
        if found:
            before = found[0] if len(found) > 1 else material.baseline.get(key)
            lines += _measure(key, before, found[-1])
        lines += [_without_total(one) for one in given if one not in found]
    return lines


def _without_total(one: Shown) -> Line:
    text = f"{one.facts['title']}: given on {day(one.on)}, no total; {answered(one)} items were answered."
    return Line(text, [one])


def _measure(key: str, before: Shown | None, last: Shown) -> list[Line]:
    score = f"{last.facts['title']}: {_total(last)}, in the published band “{last.facts['band']}”"
    if before is None or before.facts["total"] is None:
        return [Line(f"{score}.", [last])]
    lines = [Line(f"{score}; it was {_total(before)}.", [before, last])]
    return lines + _change(key, before, last)


def _total(one: Shown) -> str:
    how = f" ({prorated(one)})" if prorated(one) else ""
    return f"{written_total(one.facts['total'])} of {one.facts['highest']:g}{how} on {day(one.on)}"


def _change(key: str, before: Shown, last: Shown) -> list[Line]:
    try:
        found = reliable_change(instrument(key), float(before.facts["total"]), float(last.facts["total"]))
    except PentimentoError:
        return []
    if not found.points:
        return [Line("The two totals are the same.", [before, last])]
    size = f"{written_total(abs(found.points))} {'point' if abs(found.points) == 1 else 'points'}"
    way = "lower" if found.points < 0 else "higher"
    reaches = "less than" if found.outcome is Outcome.NO_RELIABLE_CHANGE else "at least"
    text = (
        f"That is {size} {way}, {reaches} the {found.threshold:g} points that count as reliable change; "
        f"up to {found.noise:g} points may come from measurement error alone."
    )
    return [Line(text, [before, last])]


def _artwork(material: Material) -> list[Line]:
    return [*_made(material), *_decided(material)]


def _decided(material: Material) -> list[Line]:
    """What is to become of works, a sentence for each of the three decisions."""
    found = material.of("decision")
    lines = []
    for choice, verb in (("keep", "keep"), ("return", "return"), ("dispose", "dispose of")):
        if those := [one for one in found if one.facts["choice"] == choice]:
            works = "one work" if len(those) == 1 else f"{len(those)} works"
            lines.append(Line(f"At the end it was decided to {verb} {works}.", those))
    return lines


def _made(material: Material) -> list[Line]:
    works = material.of("artwork")
    if not works:
        return []
    count = "One work was" if len(works) == 1 else f"{len(works)} works were"
    chosen = chosen_works(material)
    titled = [one for one in chosen if str(one.facts["title"]).strip()]
    untitled = [one for one in chosen if one not in titled]
    return [Line(f"{count} made in this period.", works), *map(_work_line, titled), *_untitled(untitled)]


def _work_line(one: Shown) -> Line:
    more = f" ({made_of(one)})" if made_of(one) else ""
    who = "which the client called" if one.facts["titled_by_client"] else "kept here under the name"
    return Line(f"A work {who} {quoted(str(one.facts['title']))} was made on {day(one.on)}{more}.", [one])


def _untitled(works: list[Shown]) -> list[Line]:
    if not works:
        return []
    count = "A work without a title was" if len(works) == 1 else f"{len(works)} works without a title were"
    made = "; ".join(dict.fromkeys(facts for one in works if (facts := made_of(one))))
    more = f" ({made})" if made else ""
    return [Line(f"{count} made {days(one.on for one in works)}{more}.", works)]


def _opinion(material: Material) -> list[Line]:
    found = material.of("hypothesis")[-3:]
    return [
        Line(f"One hypothesis, noted on {day(one.on)}: {ended(_shortly(one.words))}", [one], Stance.OPINION.value)
        for one in found
    ]


WRITERS: dict[str, Callable[[Material], list[Line]]] = {
    "attendance": _attendance,
    "work": _work,
    "seen": _seen,
    "goals": _goals,
    "reviewed": _reviewed,
    "measures": _measures,
    "artwork": _artwork,
    "opinion": _opinion,
}
