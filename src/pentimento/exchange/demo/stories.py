"""Composes the whole practice from hand-written portraits, a seed and today's date.

>>> story = compose(seed=1, today=date(2026, 3, 2))
>>> story.name, len(story.clients), len(story.group.members)
('Lantern Yard Arts Therapies', 22, 6)
"""

from datetime import date, timedelta

import numpy as np

from pentimento.exchange.demo import weeks
from pentimento.exchange.demo.people import PRACTICE, STAFF
from pentimento.exchange.demo.plot import (
    ClientStory,
    ConsentStory,
    GoalStory,
    MeasureStory,
    PlanStory,
    PracticeStory,
    PrecautionStory,
    ReferralStory,
    ReportStory,
    SentenceStory,
    SessionStory,
    Status,
)
from pentimento.exchange.demo.portraits import PORTRAITS, Portrait
from pentimento.exchange.demo.sittings import group_story, sessions_of

LEFT_BLANK = {("anwen", "GAD-7", 1), ("noor", "PHQ-9", 2)}  # an item nobody ticked
ITEMS = {"PHQ-9": 9, "GAD-7": 7}
KEPT_ACTS = ("keep in record", "photograph", "share with team", "supervise with")
ASKED_ACTS = ("exhibit", "teach with")
GUARDIANS_UNTIL = 16  # years of age
ASKED_ABOUT_ITEM_9 = ("kwabena", 1)  # whose, and which time, the last item was ticked above zero


def compose(*, seed: int, today: date) -> PracticeStory:
    """The made-up practice as it stands today.

    Parameters
    ----------
    seed : int
        0 or more. Settles everything left to chance.
    today : date
        The day on which the demo is opened; nothing held lies after it, and the story reaches back nine months.

    Returns
    -------
    PracticeStory
        The same seed and date always give an equal story.
    """
    clients = tuple(_client(portrait, seed, place, today) for place, portrait in enumerate(PORTRAITS))
    return PracticeStory(seed, today, PRACTICE, STAFF, clients, group_story(seed, today))


def _client(portrait: Portrait, seed: int, place: int, today: date) -> ClientStory:
    rng = weeks.generator(seed, place)
    started = today - timedelta(weeks=portrait.weeks)
    goals = _goals(portrait)
    sessions = () if portrait.in_group else sessions_of(portrait, goals, seed, place, today)
    return ClientStory(
        key=portrait.key,
        name=portrait.name,
        preferred=portrait.preferred,
        pronouns=portrait.pronouns,
        born=weeks.born(today, portrait.age, rng),
        languages=portrait.languages,
        telephone=f"07700 9006{place:02d}",
        email=f"{portrait.key}@example.org" if portrait.age >= GUARDIANS_UNTIL else "",
        therapist=portrait.therapist,
        trainee=portrait.trainee,
        referral=_referral(portrait, started, rng),
        precautions=tuple(PrecautionStory(kind, words) for kind, words in portrait.precautions),
        guardians=portrait.guardians,
        care_team=portrait.team,
        consents=_consents(portrait, place, started, today),
        plan=_plan(portrait, goals, started, today),
        sessions=sessions,
        measures=_measures(portrait, sessions, started, today, rng),
        report=_report(portrait, sessions, goals, started, today),
        ended_on=max((s.on for s in sessions), default=None) if portrait.ended else None,
    )


def _referral(portrait: Portrait, started: date, rng: np.random.Generator) -> ReferralStory:
    waited = int(rng.integers(16, 50)) if portrait.weeks else 5
    on = started - timedelta(days=waited)
    return ReferralStory(on, portrait.source, portrait.referrer, portrait.reason, on + timedelta(days=min(4, waited)))


def _consents(portrait: Portrait, place: int, started: date, today: date) -> tuple[ConsentStory, ...]:
    """Decisions by act. Every fifth client's consent to photograph runs out within a fortnight."""
    by = portrait.guardians[0].name if portrait.guardians else portrait.name
    ends = today + timedelta(days=4 + place % 9) if place % 5 == 0 else None
    kept = [ConsentStory(a, True, started, ends if a == "photograph" else None, by) for a in KEPT_ACTS]
    asked = [ConsentStory(a, (place + n) % 3 == 0, started, None, by) for n, a in enumerate(ASKED_ACTS)]
    return tuple(kept + asked) if portrait.weeks else ()


def _goals(portrait: Portrait) -> tuple[GoalStory, ...]:
    return tuple(
        GoalStory(f"{portrait.key}-g{n}", aim.need, aim.words, aim.objectives, aim.interventions, aim.steps)
        for n, aim in enumerate(portrait.aims, start=1)
    )


def _plan(portrait: Portrait, goals: tuple[GoalStory, ...], started: date, today: date) -> PlanStory | None:
    if not goals:
        return None
    agreed = started + timedelta(weeks=3)
    review = agreed + timedelta(weeks=13)
    return PlanStory(agreed, review if review < today else None, goals)


def _measures(
    portrait: Portrait, sessions: tuple[SessionStory, ...], started: date, today: date, rng: np.random.Generator
) -> tuple[MeasureStory, ...]:
    """Questionnaires every few weeks, in a held session where there is one; twice an item left blank."""
    held = [(s.on, s.key) for s in sessions if s.status is Status.HELD]
    held = held or [(started + timedelta(weeks=k), "") for k in range(portrait.weeks)]
    given: list[MeasureStory] = []
    for instrument, drift in portrait.measures.items():
        times = held[1 :: drift.every] if len(held) > 1 else held
        for n, (on, session) in enumerate(times):
            share = n / (len(times) - 1) if len(times) > 1 else 0.0
            total = weeks.between(drift.first, drift.latest, share, rng, 1.3)
            ticked = 1 if (portrait.key, n) == ASKED_ABOUT_ITEM_9 and instrument == "PHQ-9" else 0
            row = weeks.answers(max(0, total), ITEMS[instrument], rng, last=ticked if instrument == "PHQ-9" else None)
            blank = int(rng.integers(0, 7)) if (portrait.key, instrument, n) in LEFT_BLANK else -1
            kept = tuple(None if i == blank else v for i, v in enumerate(row))
            given.append(MeasureStory(f"{portrait.key}-{instrument.lower()}-{n + 1}", instrument, on, session, kept))
    return tuple(sorted(given, key=lambda m: (m.on, m.key)))


def _report(
    portrait: Portrait, sessions: tuple[SessionStory, ...], goals: tuple[GoalStory, ...], started: date, today: date
) -> ReportStory | None:
    if not portrait.report:
        return None
    by_title = {session.artworks[0].title: session for session in sessions if session.artworks}
    written = [by_title[episode.title] for episode in portrait.episodes]
    sentences = tuple(
        SentenceStory(claim.text, tuple(_evidence(rest, written, goals) for rest in claim.rests_on))
        for claim in portrait.report
    )
    return ReportStory(f"Progress report: {portrait.preferred}", started, today, sentences)


def _evidence(rest: str, written: list[SessionStory], goals: tuple[GoalStory, ...]) -> str:
    """Turn ``said:2`` into the session or work it means."""
    kind, _, number = rest.partition(":")
    if not number:
        return f"measure:{kind}"
    if kind == "goal":
        return f"goal:{goals[int(number)].key}"
    session = written[int(number)]
    return f"artwork:{session.artworks[0].key}" if kind == "work" else f"observation:{session.key}/{kind}"
