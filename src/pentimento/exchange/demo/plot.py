"""What the composer hands over: plain facts about a made-up practice, ready to be fed to the rooms' actions.

Keys are short, unique within their kind and stable for one seed: staff ``imogen``, client ``posy``, session
``posy-s04``, artwork ``posy-a02``, goal ``posy-g1``, group ``table``. Dates are real dates relative to ``today``.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from pentimento.exchange.demo.drawings import Hand, draw
from pentimento.exchange.demo.people import Contact, Staff
from pentimento.exchange.demo.strokes import Recording


class Kind(StrEnum):
    """The four kinds of observation, kept apart."""

    SEEN = "seen"
    SAID = "said"
    HYPOTHESIS = "hypothesis"
    RESPONSE = "response"


class Status(StrEnum):
    """What became of a session."""

    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class ReferralStory:
    on: date
    source: str
    referrer: Contact
    reason: str
    accepted_on: date


@dataclass(frozen=True, slots=True)
class PrecautionStory:
    """``kind`` is allergy, sharps, cannot follow labels, or risk."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentStory:
    """A decision on one act. ``until`` None means until withdrawn. ``given_by`` names client or guardian."""

    act: str
    given: bool
    on: date
    until: date | None
    given_by: str


@dataclass(frozen=True, slots=True)
class ObservationStory:
    """``minute`` counts from the start of the session. The words are exact."""

    kind: Kind
    words: str
    minute: int


@dataclass(frozen=True, slots=True)
class ArtworkStory:
    """A picture. ``recording()`` draws it anew, always the same. ``makers`` are client keys."""

    key: str
    title: str
    kind: str
    makers: tuple[str, ...]
    media: tuple[str, ...]
    directive: str
    made_on: date
    series: str
    hand: Hand
    seed: int
    months: float

    def recording(self) -> Recording:
        return draw(self.kind, self.hand, self.seed, months=self.months)


@dataclass(frozen=True, slots=True)
class RatingStory:
    """A step from -2 to +2 given to a goal in a session."""

    goal: str
    step: int


@dataclass(frozen=True, slots=True)
class NoteStory:
    """``sections`` are (heading, text) pairs in order. ``co_signer`` is set for a trainee's note."""

    author: str
    sections: tuple[tuple[str, str], ...]
    signed: bool
    co_signer: str = ""


@dataclass(frozen=True, slots=True)
class SessionStory:
    """One appointment. ``clients`` were expected, ``present`` came. ``number`` counts held and planned ones from 1."""

    key: str
    clients: tuple[str, ...]
    present: tuple[str, ...]
    therapist: str
    trainee: str
    on: date
    at: time
    minutes: int
    status: Status
    why: str
    number: int
    directive: str
    goals: tuple[str, ...]
    media: tuple[str, ...]
    observations: tuple[ObservationStory, ...]
    artworks: tuple[ArtworkStory, ...]
    ratings: tuple[RatingStory, ...]
    note: NoteStory | None


@dataclass(frozen=True, slots=True)
class GoalStory:
    """``words`` are the client's own. ``steps`` are what -2, -1, 0, +1 and +2 look like."""

    key: str
    need: str
    words: str
    objectives: tuple[str, ...]
    interventions: tuple[str, ...]
    steps: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class PlanStory:
    agreed_on: date
    reviewed_on: date | None
    goals: tuple[GoalStory, ...]


@dataclass(frozen=True, slots=True)
class MeasureStory:
    """``answers`` in the order of the form, 0 to 3 each; None where nothing was ticked. PHQ-9 has 9, GAD-7 has 7."""

    key: str
    instrument: str
    on: date
    session: str
    answers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SentenceStory:
    """``evidence`` names what it rests on: ``observation:<session>/<kind>``, ``artwork:<key>``, ``goal:<key>``,
    ``measure:<instrument>``. Empty: nothing supports it yet."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportStory:
    """A draft, not signed."""

    title: str
    start: date
    end: date
    sentences: tuple[SentenceStory, ...]


@dataclass(frozen=True, slots=True)
class ClientStory:
    """One client from referral to now. ``sessions`` hold individual ones only; a group's are with the group."""

    key: str
    name: str
    preferred: str
    pronouns: str
    born: date
    languages: tuple[str, ...]
    telephone: str
    email: str
    therapist: str
    trainee: str
    referral: ReferralStory
    precautions: tuple[PrecautionStory, ...]
    guardians: tuple[Contact, ...]
    care_team: tuple[Contact, ...]
    consents: tuple[ConsentStory, ...]
    plan: PlanStory | None
    sessions: tuple[SessionStory, ...]
    measures: tuple[MeasureStory, ...]
    report: ReportStory | None
    ended_on: date | None

    @property
    def artworks(self) -> tuple[ArtworkStory, ...]:
        return tuple(work for session in self.sessions for work in session.artworks)


@dataclass(frozen=True, slots=True)
class GroupStory:
    key: str
    name: str
    purpose: str
    therapist: str
    trainee: str
    members: tuple[str, ...]
    sessions: tuple[SessionStory, ...]


@dataclass(frozen=True, slots=True)
class PracticeStory:
    """Everything, in an order in which it can be entered: staff, clients, group."""

    seed: int
    today: date
    name: str
    staff: tuple[Staff, ...]
    clients: tuple[ClientStory, ...]
    group: GroupStory

    @property
    def sessions(self) -> tuple[SessionStory, ...]:
        """All sessions, individual and group, oldest first."""
        everything = [s for c in self.clients for s in c.sessions] + list(self.group.sessions)
        return tuple(sorted(everything, key=lambda s: (s.on, s.at, s.key)))

    @property
    def artworks(self) -> tuple[ArtworkStory, ...]:
        """All pictures, oldest first."""
        return tuple(work for session in self.sessions for work in session.artworks)
