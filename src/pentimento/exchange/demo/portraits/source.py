"""The shape of the hand-written material about one made-up client."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pentimento.exchange.demo.drawings import Hand
from pentimento.exchange.demo.people import Contact


class Episode(NamedTuple):
    """One session's work, written by hand: the drawing, and the four kinds of observation about it."""

    kind: str  # a key of drawings.KINDS
    title: str  # in the client's words
    directive: str
    media: tuple[str, ...]  # in order of use
    seen: str
    said: str
    might: str
    mine: str


class Aim(NamedTuple):
    """A need, the goal in the client's own words, and five steps from -2 to +2."""

    need: str
    words: str
    objectives: tuple[str, ...]
    interventions: tuple[str, ...]
    steps: tuple[str, str, str, str, str]
    path: tuple[int, int]  # first and latest step given


class Claim(NamedTuple):
    """A sentence of a draft report and what it rests on: ``seen:2``, ``said:2``, ``work:2``, ``goal:0``, ``PHQ-9``."""

    text: str
    rests_on: tuple[str, ...] = ()


class Drift(NamedTuple):
    """How a questionnaire's total moves: first and latest total, and how many weeks between two of them."""

    first: int
    latest: int
    every: int = 6


@dataclass(frozen=True)
class Portrait:
    """Everything about one client that was written by hand."""

    key: str
    name: str
    preferred: str
    pronouns: str
    age: int
    languages: tuple[str, ...]
    hand: Hand
    therapist: str
    slot: tuple[int, int]  # working days from today, hour
    weeks: int  # since the first session; 0 waits for one
    reason: str
    source: str
    referrer: Contact
    team: tuple[Contact, ...]
    aims: tuple[Aim, ...]
    episodes: tuple[Episode, ...]
    guardians: tuple[Contact, ...] = ()
    precautions: tuple[tuple[str, str], ...] = ()
    every: int = 1
    measures: dict[str, Drift] = field(default_factory=dict)
    report: tuple[Claim, ...] = ()
    trainee: str = ""
    ended: bool = False
    in_group: bool = False
    refuses: tuple[str, ...] = ()  # acts this client said no to
