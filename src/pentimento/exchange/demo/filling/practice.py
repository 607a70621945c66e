"""What is there already while the story is told: people, charts, goals, sessions, works."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pentimento.exchange.demo.easel import Easel
from pentimento.exchange.demo.plot import ClientStory, PracticeStory, SessionStory
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.clients.models import Client, Episode, Guardian
from pentimento.practice.encounters.models import Appointment, Encounter, Group
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.models import Goal, Note, Plan
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person


def moment(day: date, clock: time, *, after: int = 0) -> datetime:
    """A day and what the clock on the wall showed, plus ``after`` minutes."""
    return datetime.combine(day, clock, timezone.get_current_timezone()) + timedelta(minutes=after)


def start_of(session: SessionStory, *, after: int = 0) -> datetime:
    """When a session began, or so many minutes later."""
    return moment(session.on, session.at, after=after)


@dataclass
class Practice:
    """Rows by the keys of the story. Filled by the rooms as the story goes on."""

    story: PracticeStory
    tellers: list[ClientStory]
    easel: Easel
    staff: dict[str, Person] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    guardians: dict[str, list[Guardian]] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)  # of the plan in force
    aims: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # goal -> objectives' lineage and words
    groups: dict[str, Group] = field(default_factory=dict)
    appointments: dict[tuple[str, str], Appointment] = field(default_factory=dict)  # (session, client)
    encounters: dict[tuple[str, str], Encounter] = field(default_factory=dict)  # (session, client)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)  # (session, client)
    works: dict[tuple[str, str], Artwork] = field(default_factory=dict)  # (work, client)
    givings: dict[str, Giving] = field(default_factory=dict)

    def chart(self, client: str) -> Chart:
        """The chart of a client by the client's key."""
        chart: Chart = self.clients[client].chart
        return chart

    def has(self, client: str) -> bool:
        """Whether this client is told of at all."""
        return any(story.key == client for story in self.tellers)
