"""Names and sentences to fill a practice with. Made up, drawn by a seeded generator."""

from __future__ import annotations

import numpy as np

_GIVEN = """
Ada Aisha Alan Alice Amina Amir Anna Anton Aoife Arthur Beatrice Ben Bram Carla Chen Chloe Clara Daniel David
Dina Edith Elena Eli Ella Emil Emma Eva Farid Felix Fiona Flora Frank George Grace Hana Hannah Harriet Hugo
Ibrahim Ida Ines Iris Isaac Ivan Jack Jakub James Jane Joan John Jonas Joseph Julia Karim Kate Kofi Lara Laura
Leah Leo Lily Lina Lucy Luke Maeve Maria Mark Marta Mary Max Maya Mila Mina Mohammed Nadia Nina Noah Nora Olga
Oliver Omar Oscar Otto Paul Peter Priya Rafael Rania Rosa Rose Ruth Sam Samira Sara Simon Sofia Stella Tara
Theo Thomas Tom Uma Vera Victor Wanda Yara Yusuf Zoe
"""
GIVEN = _GIVEN.split()
_FAMILY = """
Abbott Adams Ahmed Ali Allen Anderson Bailey Baker Barnes Begum Bell Bennett Berg Brown Butler Campbell Carter
Chan Clarke Cole Collins Cook Cooper Cox Davies Dixon Edwards Ellis Evans Fisher Foster Fox Garcia Gibson
Graham Gray Green Griffiths Hall Hamilton Harris Harrison Harvey Hassan Hill Holmes Hughes Hunt Hussain
Jackson James Jenkins Johnson Jones Kaur Kelly Khan King Knight Lee Lewis Lloyd Marshall Martin Mason Matthews
Miller Mills Mitchell Moore Morgan Morris Murphy Murray Nowak Owen Palmer Parker Patel Patil Phillips Powell
Price Rahman Reid Reynolds Richards Roberts Robinson Rogers Rose Ross Russell Ryan Saunders Scott Shah Shaw
Simpson Singh Smith Stevens Stewart Taylor Thomas Thompson Turner Walker Walsh Ward Watson Webb West White
Williams Wilson Wood Wright Young
"""
FAMILY = _FAMILY.split()
SEEN = (
    "Chose the largest sheet and stayed at its lower edge for some minutes.",
    "Mixed a green twice, then left it and went on in pencil.",
    "Turned the sheet round, looked, and turned it back before going on.",
    "Worked quickly at first and slowed down when the colour ran into the line.",
    "Rubbed the chalk with the palm until the paper showed through.",
    "Put the brush down each time the door was heard.",
)
SAID = (
    "It looks more like a boat now.",
    "I did not know I would put a house there.",
    "That is the part I like.",
    "Can it stay here until next week?",
)
MEDIA = ("Pencil", "Oil pastel", "Watercolour", "Clay", "Felt pen", "Charcoal")
REASON = "Sleeps badly since a move and has few words for it. The family asks for a place to begin."
NOTE = (
    "Came on time and went to the table by the window. Worked for most of the hour on one sheet, with pauses to look. "
    "Spoke about the week while mixing colours; stayed with the work when it changed in a way that was not planned."
)


def names(rng: np.random.Generator, count: int) -> list[tuple[str, str]]:
    """So many given and family names; a few clients have two given names or a double family name."""
    given, family = rng.integers(len(GIVEN), size=(2, count)), rng.integers(len(FAMILY), size=(2, count))
    chance = rng.random((2, count))
    found = []
    for n in range(count):
        first, last = GIVEN[given[0, n]], FAMILY[family[0, n]]
        if chance[0, n] < 0.1:
            first = f"{first} {GIVEN[given[1, n]]}"
        if chance[1, n] < 0.08:
            last = f"{last}-{FAMILY[family[1, n]]}"
        found.append((first, last))
    return found
