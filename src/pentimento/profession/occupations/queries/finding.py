"""Finding an occupation while typing: any code, old or new, and any title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from django.core.paginator import Page, Paginator
from django.db.models import Q

from pentimento.core.occupations import profile
from pentimento.core.occupations.codes import is_like_a_code
from pentimento.core.occupations.crosswalk import shipped_redirects
from pentimento.core.occupations.elsewhere import begun
from pentimento.profession.occupations.models import Occupation, Release, Title

from .releases import releases

ON_A_PAGE = 50
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """One occupation that was found, and by what: another title, the code it had before, or a pointer with its note.

    ``system`` and ``elsewhere``: the other system whose code or title was typed, and that code or title.
    """

    code: str
    title: str
    by_title: str = ""
    former_code: str = ""
    note: str = ""
    is_whole: bool = False
    system: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: one page of hits, and what was asked."""

    typed: str
    page: Page


def find(typed: str, *, page: str = "1") -> Found:
    """Occupations by code or title: shipped ones, and those of the newest imported release.

    Codes are found from three digits on, with or without hyphen and point; titles by any part of them, job titles
    that people report too; codes of programmes of study and of ISCO-08, and military titles. At most four statements.
    """
    words = " ".join("".join(sign for sign in typed if sign.isprintable()).split())[:LONGEST]
    newest = next(iter(releases()), None)
    if is_like_a_code(words):
        hits = _by_code("".join(sign for sign in words if sign.isdecimal()), newest)
    else:
        hits = _by_title(words.casefold(), newest)
    hits = chain(hits, _by_elsewhere(words))
    return Found(words, Paginator(_in_order(hits, words), ON_A_PAGE).get_page(page))


def _by_code(digits: str, newest: Release | None) -> Iterable[Hit]:
    wanted = _dotted(digits[:8])
    for step in shipped_redirects():
        if step.from_code.startswith(wanted):
            yield Hit(step.to_code, _title_of(step.to_code), former_code=step.from_code)
    yield from (Hit(code, title) for code, title in profile.names().items() if code.startswith(wanted))
    if newest:
        rows = Occupation.objects.filter(release=newest, code__startswith=wanted).values_list("code", "title")
        yield from (Hit(code, title) for code, title in rows)


def _by_elsewhere(words: str) -> Iterable[Hit]:
    for one in begun(words):
        yield from (Hit(code, _title_of(code), system=one.system, elsewhere=one.name) for code in one.codes)


def _by_title(words: str, newest: Release | None) -> Iterable[Hit]:
    yield from (Hit(code, title) for code, title in profile.names().items() if _says(title, words))
    if words:
        other = (one for one in profile.titles() if _says(f"{one.title} {one.short}", words))
        yield from (Hit(profile.ART_THERAPIST, _title_of(profile.ART_THERAPIST), one.title) for one in other)
        pointed = (one for one in profile.pointers() if _says(one[0], words))
        yield from (Hit(code, _title_of(code), note=note) for _title, code, note in pointed)
    if newest:
        own = Occupation.objects.filter(release=newest, title__icontains=words).values_list("code", "title")
        yield from (Hit(code, title) for code, title in own)
    if newest and words:
        yield from _by_other_title(words, newest)


def _says(title: str, words: str) -> bool:
    """Whether a title has these words, however they are joined: dramatherapist, drama-therapist, drama therapist."""
    joined = _joined(words)
    return words in title.casefold() or (bool(joined) and joined in _joined(title.casefold()))


def _joined(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())


def _by_other_title(words: str, newest: Release) -> Iterable[Hit]:
    named = Q(title__icontains=words) | Q(short__icontains=words)
    rows = list(Title.objects.filter(named, release=newest).order_by("code", "title").values_list("code", "title"))
    codes = {code for code, _title in rows}
    titles = dict(Occupation.objects.filter(release=newest, code__in=codes).values_list("code", "title"))
    yield from (Hit(code, titles[code], title) for code, title in rows)


def _in_order(hits: Iterable[Hit], words: str) -> list[Hit]:
    """Each occupation once, as it was found best; what ships in full first, then what begins with the words."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.code not in best:
            full = hit.code in profile.known() and profile.known()[hit.code].is_full
            best[hit.code] = replace(hit, is_whole=full)
    near = set(profile.known())
    start = words.casefold()
    return sorted(
        best.values(),
        key=lambda hit: (
            not hit.is_whole,
            hit.code not in near,
            bool(start) and not hit.title.casefold().startswith(start),
            hit.title,
        ),
    )


def _title_of(code: str) -> str:
    return profile.names().get(code, code)


def _dotted(digits: str) -> str:
    """Digits as the beginning of a code: ``291129`` is ``29-1129``."""
    parts = digits[:2], digits[2:6], digits[6:8]
    return parts[0] + (f"-{parts[1]}" if parts[1] else "") + (f".{parts[2]}" if parts[2] else "")
