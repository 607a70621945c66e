"""The body of a report: sections, sentences, and what each rests on. Every change gives a new body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple
from unicodedata import category

from pentimento.core.evidence.support import Stance
from pentimento.core.kernel.errors import Invalid, NotFound, TooLarge
from pentimento.core.kernel.words import cleaned

Body = list[dict[str, Any]]
Resolve = Callable[[str, str], Mapping[str, str] | None]

SENTENCE_MOST = 12_000  # characters
SENTENCES_MOST = 400
EVIDENCE_MOST = 400  # pieces under one sentence: a year of sessions twice a week fits
STANCES = tuple(stance.value for stance in Stance)
# Marks that turn the direction of what follows: they could make a sealed sentence read as another one.
TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


class Section(NamedTuple):
    """A part of a report: its key, heading, and what belongs there."""

    key: str
    heading: str
    hint: str


ATTENDANCE = Section("attendance", "Attendance", "How often, and what was missed.")
WORK = Section("work", "What was worked on", "Objectives, directives and media.")
SEEN = Section("seen", "What was seen and said", "Chosen observations, and the client's own words as quotes.")
GOALS = Section("goals", "Goals", "Where each goal stood, on the steps that were agreed.")
REVIEWED = Section("reviewed", "Goals looked at together", "What client and therapist say of each goal at the end.")
MEASURES = Section("measures", "Measures", "Scores, how they changed, and how much of that may be measurement error.")
ARTWORK = Section("artwork", "Artwork", "Works by their title in the client's words.")
OPINION = Section("opinion", "My view", "Say it as a view: I think, in my view, might.")
RECOMMENDATIONS = Section("recommendations", "Recommendations", "Say what you recommend: I recommend …")

SECTIONS: dict[str, tuple[Section, ...]] = {
    "progress": (ATTENDANCE, WORK, SEEN, GOALS, MEASURES, ARTWORK, OPINION, RECOMMENDATIONS),
    "ending": (ATTENDANCE, WORK, SEEN, GOALS, REVIEWED, MEASURES, ARTWORK, OPINION, RECOMMENDATIONS),
}


def visible(text: str) -> str:
    """A text without what cannot be seen: joiners, soft hyphens, tags, fillers.

    >>> visible("She hit him." + chr(0x200B))
    'She hit him.'
    """
    return "".join(sign for sign in text if category(sign) != "Cf" and sign not in "\u115f\u1160\u3164\uffa0\u2800")


def sections_for(kind: str) -> tuple[Section, ...]:
    """The sections of one kind of report. Invalid for a kind there is not."""
    if kind not in SECTIONS:
        raise Invalid("Choose which kind of report this is.")
    return SECTIONS[kind]


def section_keys(kind: str) -> tuple[str, ...]:
    """Their keys, in order."""
    return tuple(section.key for section in sections_for(kind))


def sentences_in(body: Body) -> Iterator[dict[str, Any]]:
    """Every sentence in the order of the report."""
    for section in body:
        yield from section["sentences"]


def sentence_in(body: Body, key: str) -> dict[str, Any]:
    """One sentence by its id within the report. NotFound for any other."""
    found = next((one for one in sentences_in(body) if one["id"] == key), None)
    if found is None:
        raise NotFound
    return found


def next_id(*bodies: Iterable[Mapping[str, Any]]) -> str:
    """An id no sentence has yet, also none of those taken out: ``s1``, ``s2`` …"""
    used = [one["id"] for sentences in bodies for one in sentences]
    return f"s{max((int(key[1:]) for key in used if key[1:].isdecimal()), default=0) + 1}"


def body_of(kind: str, typed: Any, *, resolve: Resolve) -> Body:
    """What was sent as the body, made safe to keep.

    Sections and headings are those of this kind of report, whatever was sent. ``resolve`` answers what
    stands behind a kind and an id in this chart, and None for what is not there: that is left out.

    Raises
    ------
    Invalid, TooLarge
    """
    by_key = {str(one.get("key", "")): one for one in _mappings(typed)}
    seen: set[str] = set()
    body = []
    for section in sections_for(kind):
        sent = _mappings(by_key.get(section.key, {}).get("sentences", []))
        sentences = [_sentence(one, seen, resolve) for one in sent]
        body.append({"key": section.key, "heading": section.heading, "sentences": sentences})
    if len(seen) > SENTENCES_MOST:
        raise TooLarge("A report has room for {most} sentences.", most=SENTENCES_MOST)
    return body


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise Invalid("This form is not complete. Load the page again.")
    return value


def _sentence(sent: Mapping[str, Any], seen: set[str], resolve: Resolve) -> dict[str, Any]:
    key = str(sent.get("id", ""))
    if not (key[:1] == "s" and key[1:].isdecimal() and len(key) < 10) or key in seen:
        key = next_id([{"id": one} for one in seen])
    seen.add(key)
    stance = str(sent.get("stance", Stance.CLAIM))
    if stance not in STANCES:
        raise Invalid("Choose whether this sentence is a statement, an opinion or a heading.")
    kept = {
        "id": key,
        "text": kept_text(str(sent.get("text", ""))),
        "stance": stance,
        "evidence": _evidence(sent.get("evidence", []), resolve),
    }
    return kept | ({"check": True} if sent.get("check") is True else {})


def reworded(before: Body, after: Body) -> Body:
    """``after``, with ``check`` on each sentence that says something else than when its evidence was chosen.

    Marks and capitals do not count. Where the evidence was changed too, it was looked at.
    """
    earlier = {one["id"]: one for one in sentences_in(before)}
    return [
        part | {"sentences": [_compared(earlier.get(one["id"]), one) for one in part["sentences"]]} for part in after
    ]


def _compared(before: Mapping[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in after.items() if name != "check"}
    if before is None or not after["evidence"] or _cited(before) != _cited(after):
        return plain
    changed = words_in(before["text"]) != words_in(after["text"])
    return plain | {"check": True} if changed or before.get("check") else plain


def _cited(sentence: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one["kind"], one["id"]) for one in sentence["evidence"]}


def words_in(text: str) -> list[str]:
    """The bare words of a text.

    >>> words_in("She stayed, I think.")
    ['she', 'stayed', 'i', 'think']
    """
    return re.findall(r"[\w−+]+", text.casefold())


def confirmed(body: Body, key: str) -> Body:
    """One sentence whose author looked again: what it rests on still holds."""
    return _with(body, key, sentence_in(body, key)["evidence"])


def finished(body: Body) -> Body:
    """A body as it is sealed: without blank sentences and without marks for its author."""
    return [
        part
        | {
            "sentences": [
                {name: value for name, value in one.items() if name != "check"}
                for one in part["sentences"]
                if visible(one["text"]).strip()
            ]
        }
        for part in body
    ]


def kept_text(words: str) -> str:
    """The words of one sentence as they are kept: no control characters, nothing that turns what follows."""
    text = cleaned(words).translate(TURNING).strip()
    if len(text) > SENTENCE_MOST:
        raise TooLarge("One sentence has room for {most} characters. Divide it.", most=f"{SENTENCE_MOST:,}")
    return text


def _evidence(sent: Any, resolve: Resolve) -> list[dict[str, str]]:
    wanted = dict.fromkeys((str(one.get("kind", "")), str(one.get("id", ""))) for one in _mappings(sent))
    found = [dict(one) for key in wanted if (one := resolve(*key)) is not None]
    if len(found) > EVIDENCE_MOST:
        raise TooLarge("One sentence can rest on {most} things at most.", most=EVIDENCE_MOST)
    return found


def added(body: Body, section: str, *, key: str) -> Body:
    """An empty sentence at the end of a section."""
    if section not in {one["key"] for one in body}:
        raise NotFound
    new = {"id": key, "text": "", "stance": _usual(section), "evidence": []}
    return [one | {"sentences": [*one["sentences"], new]} if one["key"] == section else one for one in body]


def _usual(section: str) -> str:
    return Stance.OPINION.value if section in {"opinion", "recommendations"} else Stance.CLAIM.value


def moved(body: Body, key: str, *, down: bool) -> Body:
    """One sentence a place up or down; past the edge of its section it goes into the next one."""
    changed = deepcopy(body)
    at = next((n for n, one in enumerate(changed) if any(s["id"] == key for s in one["sentences"])), None)
    if at is None:
        raise NotFound
    here = changed[at]["sentences"]
    place = next(n for n, one in enumerate(here) if one["id"] == key)
    target = place + (1 if down else -1)
    if 0 <= target < len(here):
        here[place], here[target] = here[target], here[place]
        return changed
    there = at + (1 if down else -1)
    if 0 <= there < len(changed):
        changed[there]["sentences"].insert(0 if down else len(changed[there]["sentences"]), here.pop(place))
    return changed


def without(body: Body, key: str) -> tuple[Body, dict[str, Any]]:
    """A body with one sentence taken out, and that sentence with the section it stood in."""
    for section in body:
        for one in section["sentences"]:
            if one["id"] == key:
                kept = [s for s in section["sentences"] if s["id"] != key]
                rest = [part | {"sentences": kept} if part is section else part for part in body]
                return rest, one | {"section": section["key"]}
    raise NotFound


def put_back(body: Body, removed: Mapping[str, Any]) -> Body:
    """A sentence that was taken out, at the end of the section it stood in."""
    plain = {name: removed[name] for name in ("id", "text", "stance", "evidence")}
    return [
        one | {"sentences": [*one["sentences"], plain]} if one["key"] == removed["section"] else one for one in body
    ]


def attached(body: Body, key: str, evidence: Iterable[Mapping[str, str]]) -> Body:
    """One sentence with further evidence; what it rests on already stays as it was cited."""
    there = sentence_in(body, key)["evidence"]
    known = {(one["kind"], one["id"]) for one in there}
    more = [dict(one) for one in evidence if (one["kind"], one["id"]) not in known]
    if len(there) + len(more) > EVIDENCE_MOST:
        raise TooLarge("One sentence can rest on {most} things at most.", most=EVIDENCE_MOST)
    return _with(body, key, [*there, *more])


def detached(body: Body, key: str, gone: Iterable[tuple[str, str]]) -> Body:
    """One sentence without some of its evidence."""
    out = set(gone)
    return _with(body, key, [e for e in sentence_in(body, key)["evidence"] if (e["kind"], e["id"]) not in out])


def refreshed(body: Body, key: str, now: Mapping[tuple[str, str], Mapping[str, str]]) -> Body:
    """One sentence citing its evidence as it is now."""
    there = sentence_in(body, key)["evidence"]
    return _with(body, key, [dict(now.get((one["kind"], one["id"]), one)) for one in there])


def unkept(body: Body, sent: Mapping[str, str]) -> list[str]:
    """Words that were typed into a draft, by ``text-<sentence>``, and that its sealed body does not say."""
    said = {one["text"] for one in sentences_in(body)}
    typed = (cleaned(words).translate(TURNING).strip() for name, words in sent.items() if name.startswith("text-"))
    return [words for words in typed if words and words not in said]


def _with(body: Body, key: str, evidence: list[dict[str, str]]) -> Body:
    """The evidence of one sentence as its author chose it just now."""
    return [
        part | {"sentences": [_resting(one, evidence) if one["id"] == key else one for one in part["sentences"]]}
        for part in body
    ]


def _resting(sentence: Mapping[str, Any], evidence: list[dict[str, str]]) -> dict[str, Any]:
    return {name: value for name, value in sentence.items() if name != "check"} | {"evidence": evidence}
