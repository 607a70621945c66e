"""Who works in the made-up practice, and the people around a client. Nobody here exists.

Telephone numbers are from the ranges Ofcom keeps free for drama (01632 960000-960999 and 07700 900000-900999),
mail addresses end in ``example.org``.
"""

from dataclasses import dataclass
from enum import StrEnum

PRACTICE = "Lantern Yard Arts Therapies"


class Post(StrEnum):
    """What somebody is employed to do."""

    THERAPIST = "art therapist"
    SUPERVISOR = "clinical supervisor"
    TRAINEE = "trainee art therapist"
    HEAD = "head of service"
    FRONT_DESK = "front desk"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in. ``supervised_by`` is the key of another of `STAFF`, or empty."""

    key: str
    name: str
    post: Post
    pronouns: str
    telephone: str
    letters: str = ""
    supervised_by: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@lanternyard.example.org"


@dataclass(frozen=True, slots=True)
class Contact:
    """A guardian or a member of the care team. ``role`` in plain words: mother, GP, class teacher."""

    name: str
    role: str
    telephone: str
    email: str = ""
    note: str = ""


STAFF: tuple[Staff, ...] = (
    Staff(
        "imogen", "Imogen Farthingdale", Post.THERAPIST, "she/her", "07700 900101", "MA, HCPC registered", "rosalind"
    ),
    Staff("tariq", "Tariq Winterbourne", Post.THERAPIST, "he/him", "07700 900102", "MA, HCPC registered", "rosalind"),
    Staff("rosalind", "Rosalind Okonjo-Vale", Post.SUPERVISOR, "she/her", "07700 900103", "PhD, HCPC registered"),
    Staff("perry", "Perry Goldfinch", Post.TRAINEE, "they/them", "07700 900104", "MA Art Therapy, ATR-P", "rosalind"),
    Staff("augusta", "Augusta Penhaligon-Rao", Post.HEAD, "she/her", "01632 960105", "MSc"),
    Staff("clement", "Clement Ashby-Nwosu", Post.FRONT_DESK, "he/him", "01632 960100"),
)


def staff_member(key: str) -> Staff:
    """The member of staff with that key. `KeyError` if there is none."""
    return {person.key: person for person in STAFF}[key]
