"""Which names of a viewer's clients stand in some words."""

from __future__ import annotations

import re

from pentimento.trust.people.models import Person

from .people import seen_by

SHORTEST = 3  # letters; shorter names are in too many words
PARTS = re.compile(r"[^\W\d_]+")  # “Bryn’s” holds “Bryn”


def names_standing_in(viewer: Person, words: str) -> list[str]:
    """Given, family and preferred names of the viewer's clients among the words, as written there. One statement.

    Capitals count: ``rose`` is a colour, ``Rose`` may be somebody.
    """
    said = {part for part in PARTS.findall(words) if len(part) >= SHORTEST and part[:1].isupper()}
    if not said:
        return []
    known: set[str] = set()
    for names in seen_by(viewer).values_list("given_name", "family_name", "preferred_name"):
        known.update(part for name in names for part in PARTS.findall(name))
    return [part for part in dict.fromkeys(PARTS.findall(words)) if part in said & known]
