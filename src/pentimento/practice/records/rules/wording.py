"""How recorded words stand in a sentence: quoted, ended, put into a row; never altered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pentimento.core.scoring.score import written_total
from pentimento.practice.encounters.rules import MEDIA

from .shown import Shown

ENDS = (".", "!", "?", "…", ":", ";")
MARKS = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "'": "'"}
DOUBLE = re.compile(r"(?<!\w)[“„\"]([^“”„\"]+)[“”\"](?!\w)")  # not the inches of 12"
# First words of materials that are no names: "Chalk" may lose its capital in a row, "Conté" may not.
MATERIALS = """
    beads black card cardboard chalk coloured fabric fine glue graphite large magazine magazines marker
    mixed newspaper oil paint paper pen pens plaster poster sand small stoneware string tape tempera
    thick thin tissue water white wire wool
"""
PLAIN = frozenset(word for name in (*MEDIA, MATERIALS) for word in name.casefold().split())
BETWEEN = re.compile(r"(\s*[,;/+]\s*|\s+and\s+)")


def sentence(words: str) -> str:
    """A therapist's words as a sentence: a capital in front, a full stop behind, the rest as it was.

    >>> sentence("she drew the bridge twice")
    'She drew the bridge twice.'
    """
    text = words.strip()
    first = text.split(maxsplit=1)[0] if text else ""
    return ended(text[0].upper() + text[1:] if first.islower() else text)


def ended(words: str) -> str:
    """Words with a full stop behind where nothing ends them. Not a letter is changed.

    >>> ended("stays for ten minutes")
    'stays for ten minutes.'
    """
    text = words.strip()
    return text if not text or text.rstrip("”’\"')»").endswith(ENDS) else f"{text}."


def bare(words: str) -> str:
    """Words without the quotation marks somebody typed around all of them.

    >>> bare('"I always stop here".')
    'I always stop here.'
    """
    text = words.strip()
    stop = text[-1] if text[-1:] in {".", "!", "?"} and text[-2:-1] in MARKS.values() else ""
    core = text[: len(text) - len(stop)]
    opening, closing = core[:1], core[-1:]
    inner = core[1:-1]
    if len(core) < 3 or MARKS.get(opening) != closing or {opening, closing} & set(inner) - {"’", "'"}:
        return text
    if opening in {"‘", "'"} and re.search(r"(?<!\w)['‘]|['’](?!\w)", inner):
        return text
    return inner.strip() + ("" if inner.rstrip().endswith(ENDS) else stop)


def quoted(words: str) -> str:
    """Words in quotation marks, once; what is quoted within them in single ones.

    >>> quoted('"No," he said, "never"')
    '“‘No,’ he said, ‘never’”'
    """
    text = bare(words)
    return f"“{DOUBLE.sub(lambda found: f'‘{found[1]}’', text)}”"


def listed(parts: Sequence[str], *, joint: str = "and") -> str:
    """Put parts into a row.

    >>> listed(["pencil", "ink", "clay"], joint="then")
    'pencil, ink, then clay'
    """
    if len(parts) < 3:
        return f", {joint} ".join(parts) if joint == "then" else f" {joint} ".join(parts)
    return f"{', '.join(parts[:-1])}, {joint} {parts[-1]}"


def day(moment: date) -> str:
    """A date in words: ``4 May 2026``."""
    return f"{moment.day} {moment:%B %Y}"


def days(moments: Iterable[date]) -> str:
    """Days in a row, each once: ``on 4 May 2026 and 11 May 2026``."""
    return f"on {listed([day(one) for one in dict.fromkeys(moments)])}"


def period(frm: date, to: date) -> str:
    """A stretch of time; one day is one day.

    >>> period(date(2026, 11, 22), date(2026, 11, 22))
    '22 November 2026'
    """
    return day(frm) if frm == to else f"{day(frm)} to {day(to)}"


def materials(words: str) -> str:
    """Media within a sentence: materials lose their capitals, names and unknown words keep them.

    >>> materials("Pencil, Clay and Conté crayon")
    'pencil, clay and Conté crayon'
    """
    return "".join(_small(part) for part in BETWEEN.split(words.strip()))


def _small(part: str) -> str:
    known = part.split(maxsplit=1)[:1]
    return part[:1].lower() + part[1:] if known and known[0].casefold() in PLAIN and part[1:2].islower() else part


def signed(level: int) -> str:
    """A step of a goal with its sign: ``+1``, ``−2``, ``0``."""
    return f"+{level}" if level > 0 else f"−{-level}" if level else "0"


def prorated(score: Shown) -> str:
    """How many items stand behind a total that others were estimated for; nothing for a whole one."""
    return f"prorated from {answered(score)} answers" if score.facts.get("prorated") else ""


def figure(one: Shown) -> str:
    """What a score or a rating says, as short as can be: ``16``, ``+1``."""
    if one.kind == "rating":
        return signed(int(one.facts["level"]))
    total = one.facts.get("total")
    return "no total" if total is None else written_total(total)


def answered(score: Shown) -> str:
    """How much of a measure was answered: ``8 of 9``."""
    return f"{score.facts['answered']} of {score.facts['items']}"
