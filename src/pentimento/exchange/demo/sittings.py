"""Sessions: which were held, what happened in them, what was made, and the note written afterwards."""

from dataclasses import replace
from datetime import date, time
from itertools import cycle

import numpy as np

from pentimento.exchange.demo import weeks, wording
from pentimento.exchange.demo.drawings import PALETTES, Age, Hand
from pentimento.exchange.demo.plot import (
    ArtworkStory,
    GoalStory,
    GroupStory,
    Kind,
    NoteStory,
    ObservationStory,
    RatingStory,
    SessionStory,
    Status,
)
from pentimento.exchange.demo.portraits import GROUP_NAME, GROUP_PURPOSE, GROUP_WORK, PORTRAITS, Episode, Portrait
from pentimento.exchange.demo.strokes import Tool

GROUP = "table"
GROUP_PLACE = 1000  # keeps the group's chance apart from every client's
CO_SIGNER = "rosalind"
EVERYBODY = Hand(Age.ADULT, PALETTES["orchard"], Tool.FELT, Tool.PASTEL, 0.7, 0.6)  # one box for one long sheet
ENDED_WEEKS_AGO = 4
RATED_EVERY = 5  # held sessions
QUIET_WORKS = 0.13  # share of quiet sessions in which something was finished
MEDIA_OF = {
    "pencil": "pencil",
    "felt pen": "felt pens",
    "wax crayon": "wax crayons",
    "oil pastel": "oil pastels",
    "brush": "watercolour",
    "charcoal": "charcoal",
}


def sessions_of(
    portrait: Portrait, goals: tuple[GoalStory, ...], seed: int, place: int, today: date
) -> tuple[SessionStory, ...]:
    """A client's individual sessions, oldest first, the next two planned."""
    if not portrait.weeks:
        return ()
    rng = weeks.generator(seed, place, 1)
    days = weeks.appointments(today, portrait.slot[0], portrait.weeks, portrait.every)
    if portrait.ended:
        days = [day for day in days if (today - day).days > 7 * ENDED_WEEKS_AGO]
    fates = _fates(days, today, rng, sure=portrait.ended)
    work = _spread(portrait.episodes, [n for n, fate in enumerate(fates) if fate is Status.HELD])
    quiet = _Quiet(portrait, rng)
    blank = _blank(portrait, goals)
    told: list[SessionStory] = []
    number = 0
    for n, (day, fate) in enumerate(zip(days, fates, strict=True)):
        number += fate in (Status.HELD, Status.PLANNED)
        shell = replace(blank, key=f"{portrait.key}-s{n + 1:02d}", on=day, status=fate, number=number)
        told.append(_told(shell, work.get(n), quiet, portrait, days[0], (seed, place, n)))
    return _rated(portrait, goals, _unsigned_tail(told, place))


def _blank(portrait: Portrait, goals: tuple[GoalStory, ...]) -> SessionStory:
    return SessionStory(
        key="",
        clients=(portrait.key,),
        present=(),
        therapist=portrait.therapist,
        trainee=portrait.trainee,
        on=date.min,
        at=time(portrait.slot[1]),
        minutes=40 if portrait.age < 8 or portrait.age > 80 else 50,
        status=Status.PLANNED,
        why="",
        number=0,
        directive="",
        goals=tuple(goal.key for goal in goals),
        media=(),
        observations=(),
        artworks=(),
        ratings=(),
        note=None,
    )


def _fates(days: list[date], today: date, rng: np.random.Generator, *, sure: bool) -> list[Status]:
    """Held, cancelled, missed or still to come. The first two were held, and the last if the work is over."""
    fates: list[Status] = []
    for n, day in enumerate(days):
        roll = float(rng.random())
        certain = n < 2 or (sure and n == len(days) - 1)
        if day >= today:
            fates.append(Status.PLANNED)
        else:
            fates.append(Status.HELD if certain or roll > 0.13 else Status.CANCELLED if roll > 0.05 else Status.MISSED)
    return fates


def _spread(episodes: tuple[Episode, ...], held: list[int]) -> dict[int, Episode]:
    """Place the written episodes evenly over the held sessions, the first near the start, the last near the end."""
    if not episodes or not held:
        return {}
    places = np.linspace(0, len(held) - 1, len(episodes)).round().astype(int)
    return {held[place]: episode for place, episode in zip(places, episodes, strict=True)}


class _Quiet:
    """Draws shared sentences without repeating one until all of them were used."""

    def __init__(self, portrait: Portrait, rng: np.random.Generator) -> None:
        self.rng = rng
        self.seen, self.said = self._deck(wording.SEEN), self._deck(wording.SAID)
        self.might, self.mine = self._deck(wording.MIGHT), self._deck(wording.MINE)
        self.directives, self.titles = self._deck(wording.DIRECTIVES), self._deck(wording.TITLES)
        self.kinds = self._deck(wording.QUIET_KINDS)
        self.cancelled = self._deck(wording.CANCELLED)
        self.media = (MEDIA_OF[portrait.hand.line.value], MEDIA_OF[portrait.hand.fill.value])

    def _deck(self, cards: tuple[str, ...]) -> "cycle[str]":
        return cycle([cards[int(n)] for n in self.rng.permutation(len(cards))])

    def episode(self) -> Episode:
        """A quiet session; what is left empty was not written down."""
        said = next(self.said) if self.rng.random() < 0.7 else ""
        might = next(self.might) if self.rng.random() < 0.4 else ""
        mine = next(self.mine) if self.rng.random() < 0.4 else ""
        made = self.rng.random() < QUIET_WORKS
        kind, title = (next(self.kinds), next(self.titles)) if made else ("", "")
        media = tuple(dict.fromkeys(self.media))
        return Episode(kind, title, next(self.directives), media, next(self.seen), said, might, mine)


def _told(
    shell: SessionStory, written: Episode | None, quiet: _Quiet, portrait: Portrait, first: date, place: tuple[int, ...]
) -> SessionStory:
    if shell.status is Status.PLANNED:
        return replace(shell, directive=next(quiet.directives))
    if shell.status is Status.CANCELLED:
        return replace(shell, why=next(quiet.cancelled))
    if shell.status is Status.MISSED:
        return replace(shell, why=wording.MISSED)
    episode = written or quiet.episode()
    works = (_artwork(shell, episode, portrait, first, place),) if episode.kind else ()
    return replace(
        shell,
        present=shell.clients,
        directive=episode.directive,
        media=episode.media,
        observations=_observations(episode, shell.minutes, quiet.rng),
        artworks=works,
        note=_note(shell, episode, portrait.preferred, quiet.rng),
    )


def _artwork(
    session: SessionStory, episode: Episode, portrait: Portrait, first: date, place: tuple[int, ...]
) -> ArtworkStory:
    chance = int(weeks.generator(place[0], *place[1:], 7).integers(2**31))
    return ArtworkStory(
        key=session.key.replace("-s", "-a"),
        title=episode.title,
        kind=episode.kind,
        makers=(portrait.key,),
        media=episode.media,
        directive=episode.directive,
        made_on=session.on,
        series="Bridges" if episode.kind == "bridge" else "",
        hand=portrait.hand,
        seed=chance,
        months=round((session.on - first).days / 30.4, 1),
    )


def _observations(episode: Episode, minutes: int, rng: np.random.Generator) -> tuple[ObservationStory, ...]:
    texts = (
        (Kind.SEEN, episode.seen),
        (Kind.SAID, episode.said),
        (Kind.HYPOTHESIS, episode.might),
        (Kind.RESPONSE, episode.mine),
    )
    at = np.sort(rng.choice(np.arange(3, minutes - 2), len(texts), replace=False))
    return tuple(ObservationStory(k, words, int(m)) for (k, words), m in zip(texts, at, strict=True) if words)


def _note(session: SessionStory, episode: Episode, name: str, rng: np.random.Generator) -> NoteStory:
    """A note in four sections. Hypotheses go under their own heading; own responses stay out of the note."""
    media = ", then ".join(episode.media)
    facts = {
        "name": name,
        "directive": episode.directive.lower(),
        "media": media,
        "Media": media.capitalize(),
        "seen": episode.seen,
        "said": f"“{episode.said[1:-1]}”" if episode.said[:1] == "'" else episode.said or "little today.",
    }

    def one_of(options: tuple[str, ...]) -> str:
        return options[int(rng.integers(len(options)))].format(**facts)

    sections = [
        ("Presentation", one_of(wording.PRESENTED)),
        ("Intervention", one_of(wording.OFFERED)),
        ("Response", one_of(wording.RESPONDED)),
    ]
    if episode.might:
        sections.append(("Hypothesis", episode.might))
    sections.append(("Next", one_of(wording.NEXT)))
    author = session.trainee or session.therapist
    return NoteStory(author, tuple(sections), True, CO_SIGNER if session.trainee else "")


def _unsigned_tail(told: list[SessionStory], place: int) -> list[SessionStory]:
    """Every third client's latest note is still a draft, as on any working day."""
    held = [n for n, session in enumerate(told) if session.note]
    if held and place % 3 == 0:
        latest = told[held[-1]]
        if latest.note:
            told[held[-1]] = replace(latest, note=replace(latest.note, signed=False))
    return told


def _rated(portrait: Portrait, goals: tuple[GoalStory, ...], told: list[SessionStory]) -> tuple[SessionStory, ...]:
    """Give goal steps in every fifth held session and in the last, along each goal's path."""
    held = [n for n, session in enumerate(told) if session.status is Status.HELD]
    chosen = held[2::RATED_EVERY]
    chosen += held[-1:] if held and held[-1] not in chosen else []
    for turn, n in enumerate(chosen):
        share = turn / max(1, len(chosen) - 1)
        steps = [round(aim.path[0] + (aim.path[1] - aim.path[0]) * share) for aim in portrait.aims]
        told[n] = replace(told[n], ratings=tuple(RatingStory(g.key, s) for g, s in zip(goals, steps, strict=True)))
    return tuple(told)


def group_story(seed: int, today: date) -> GroupStory:
    """The group's sessions: one long sheet now and then, members' own works in between."""
    members = [portrait for portrait in PORTRAITS if portrait.in_group]
    lead = members[0]
    rng = weeks.generator(seed, GROUP_PLACE)
    days = weeks.appointments(today, lead.slot[0], lead.weeks, lead.every)
    fates = [Status.PLANNED if day >= today else Status.HELD for day in days]
    held = [n for n, fate in enumerate(fates) if fate is Status.HELD]
    shared = _spread(GROUP_WORK, held)
    own = _own_works(members, [n for n in held if n not in shared])
    shell = replace(_blank(lead, ()), clients=tuple(member.key for member in members), minutes=120)
    quiet = _Quiet(lead, rng)
    told = []
    for n, day in enumerate(days):
        session = replace(shell, key=f"{GROUP}-s{n + 1:02d}", on=day, status=fates[n], number=n + 1)
        told.append(_met(session, shared.get(n), own.get(n, []), quiet, days[0], (seed, GROUP_PLACE, n)))
    return GroupStory(GROUP, GROUP_NAME, GROUP_PURPOSE, lead.therapist, lead.trainee, shell.clients, tuple(told))


def _own_works(members: list[Portrait], free: list[int]) -> dict[int, list[tuple[Portrait, Episode]]]:
    """Share the members' own works out over the sessions without a long sheet, in order."""
    placed: dict[int, list[tuple[Portrait, Episode]]] = {}
    for member_place, member in enumerate(members):
        for turn, episode in enumerate(member.episodes):
            spot = free[(member_place + turn * (len(free) // 2)) % len(free)]
            placed.setdefault(spot, []).append((member, episode))
    return placed


def _met(
    session: SessionStory,
    shared: Episode | None,
    own: list[tuple[Portrait, Episode]],
    quiet: _Quiet,
    first: date,
    place: tuple[int, ...],
) -> SessionStory:
    if session.status is Status.PLANNED:
        return replace(session, directive=next(quiet.directives))
    makers = {portrait.key for portrait, _ in own}
    present = tuple(k for k in session.clients if shared or k in makers or quiet.rng.random() < 0.8)
    episode = shared or quiet.episode()
    observed = [
        _observations(e, session.minutes, quiet.rng)
        for e in ([episode] if shared else [e for _, e in own] or [episode])
    ]
    works = [
        replace(_artwork(session, e, p, first, (*place, turn)), key=f"{session.key.replace('-s', '-a')}-{p.key}")
        for turn, (p, e) in enumerate(own)
    ]
    if shared:
        lead = next(portrait for portrait in PORTRAITS if portrait.key == session.clients[0])
        works = [
            replace(
                _artwork(session, shared, lead, first, place), makers=present, series="The long sheet", hand=EVERYBODY
            )
        ]
    return replace(
        session,
        present=present,
        directive=episode.directive,
        media=episode.media,
        artworks=tuple(works),
        observations=tuple(sorted((o for group in observed for o in group), key=lambda o: o.minute)),
        note=_note(session, episode if shared else (own[0][1] if own else episode), "The group", quiet.rng),
    )
