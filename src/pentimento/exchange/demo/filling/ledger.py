"""Work that no record shows, a year's trials of AI, what the studio decided about it, and a table that waits.

Sessions, notes, reports and plans are not told here: they count themselves as the other rooms tell of them.
"""

from datetime import date, datetime, time, timedelta

import numpy as np

from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import SessionStory
from pentimento.profession.ledger import actions
from pentimento.profession.ledger.models import Supply
from pentimento.profession.ledger.queries import policy_for

# Who logs what: every so many weeks, on which weekday, usual minutes, and how much that varies.
HABITS = (
    ("imogen", "preparation", 2, 0, 40, 12),
    ("imogen", "conference", 2, 2, 50, 10),
    ("imogen", "supplies", 4, 4, 25, 10),
    ("imogen", "supervision_had", 4, 3, 60, 0),
    ("imogen", "literature", 3, 4, 35, 12),
    ("imogen", "office", 2, 4, 45, 15),
    ("tariq", "preparation", 2, 1, 30, 10),
    ("tariq", "conference", 2, 2, 50, 10),
    ("tariq", "looking", 3, 3, 30, 8),
    ("tariq", "supplies", 5, 0, 35, 10),
    ("tariq", "supervision_had", 4, 3, 60, 0),
    ("tariq", "travel", 2, 1, 50, 10),
    ("tariq", "workshop", 13, 2, 120, 20),
    ("perry", "literature", 2, 4, 50, 15),
    ("perry", "preparation", 2, 0, 35, 10),
    ("augusta", "effectiveness", 6, 1, 60, 15),
    ("augusta", "supervision_given", 3, 2, 45, 10),
    ("augusta", "office", 2, 0, 120, 30),
    ("augusta", "exhibition", 17, 4, 150, 30),
)
ASSISTED = {"literature": "helped", "supplies": "helped", "effectiveness": "helped"}  # now and then, since the policy
STRAY = ("tariq", "looking", 20, "helped", 12)  # days ago: somebody tried what the policy keeps for people
# Months before today, task, stance, why, who answers, months until it is looked at again.
POLICIES = (
    (7, "19143", "human_only", "The session is between people. Nothing listens in, nothing suggests.", "augusta", 12),
    (7, "19153", "human_only", "What is said while making stays in the room.", "augusta", 12),
    (7, "19150", "human_only", "A work is looked at with its maker. A guess by a machine would weigh too much.",
     "rosalind", 12),
    (7, "19141", "human_only", "No tool has shown that it can assess through art. We look again in a year.",
     "rosalind", 12),
    (7, "19160", "ai_with_review", "Finding and sorting papers saves hours. Whoever cites a paper has read it.",
     "imogen", 9),
    (6, "19154", "human_with_ai", "Wording help for reports, without names. The therapist writes and answers for it.",
     "augusta", 4),
    (6, "19159", "ai_with_review", "Comparing prices and safety sheets. Two people check before an order.", "tariq", 5),
    (4, "19139", "human_with_ai", "Tables and charts from our own counts. No client's record leaves the house.",
     "augusta", 8),
    (2, "19154", "human_with_ai", "Two months of trials: small changes suffice for summaries, not for court reports. "
     "It stays as help.", "augusta", 6),
)  # fmt: skip
# Months before today, who, task, usual minutes, minutes with AI, how it was used, what became of it.
TRIALS = (
    (5.6, "imogen", "19160", 60, 25, "reviewed", "minor"),
    (5.1, "imogen", "19160", 45, 20, "helped", "as_it_was"),
    (4.7, "perry", "19160", 90, 40, "helped", "minor"),
    (4.0, "tariq", "19160", 60, 50, "reviewed", "rejected"),
    (3.2, "perry", "19160", 60, 28, "reviewed", "minor"),
    (1.4, "imogen", "19160", 40, 15, "helped", "as_it_was"),
    (5.0, "imogen", "19154", 90, 60, "helped", "minor"),
    (4.4, "tariq", "19154", 60, 30, "helped", "minor"),
    (3.6, "imogen", "19154", 120, 100, "helped", "major"),
    (2.9, "tariq", "19154", 75, 35, "helped", "minor"),
    (2.3, "imogen", "19154", 60, 30, "helped", "as_it_was"),
    (4.8, "tariq", "19159", 30, 12, "reviewed", "as_it_was"),
    (3.0, "imogen", "19159", 30, 10, "reviewed", "minor"),
    (2.2, "augusta", "19139", 90, 50, "helped", "minor"),
)
WAITING = (
    b"Task ID,exposure:Lantern Yard team,automation:Lantern Yard team\n"
    b"19154,E2,T1\n19160,E1,T2\n19159,E2,T2\n19139,E2,T1\n19143,E0,T0\n19153,E0,T0\n"
)
# Weeks before today, who asks for what, how much, what for; days until it is bought, by whom, and minutes that took.
SUPPLIES = (
    (13, "imogen", "Gouache, warm colours", "12 tubes", "The Tuesday group is through its reds.", 7, "tariq", 25),
    (9, "perry", "Paper, A2, 160 g", "2 packs", "", 7, "imogen", 20),
    (6, "tariq", "White clay", "20 kg", "The school's kiln is free again in spring.", 14, "tariq", 35),
    (4, "imogen", "Brushes, flat, size 10", "6", "", 7, "imogen", 15),
    (2, "perry", "Oil pastels", "4 boxes", "Two boxes are down to greys.", 0, "", 0),
    (1, "tariq", "Drying rack", "1", "Wet work has nowhere to lie on Thursdays.", 0, "", 0),
)
MONTH = 30.4  # days
SPAN = timedelta(days=38 * 7)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of nine months."""
    chance = np.random.default_rng(practice.story.seed + 29)
    today = practice.story.today
    begin = max(_first_day(practice), today - SPAN)
    for habit in HABITS:
        _tell_habit(practice, timeline, habit, begin, chance)
    key, kind, minutes, mode, ago = STRAY
    _tell_work(practice, timeline, key, kind, today - timedelta(days=ago), minutes, mode, 900)
    for number, supply in enumerate(SUPPLIES):
        _tell_supply(practice, timeline, supply, number)
    for number, policy in enumerate(POLICIES):
        _tell_policy(practice, timeline, policy, number)
    for number, trial in enumerate(TRIALS):
        _tell_trial(practice, timeline, trial, number)
    at = moment(today - timedelta(days=2), _clock(16))
    timeline.add(at, lambda: _bring(practice, at))


def _first_day(practice: Practice) -> date:
    sessions: tuple[SessionStory, ...] = practice.story.sessions
    return sessions[0].on


def _clock(hour: int) -> time:
    return time(hour, 40)


def _before(practice: Practice, months: float) -> date:
    day = practice.story.today - timedelta(days=round(months * MONTH))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _tell_habit(
    practice: Practice,
    timeline: Timeline,
    habit: tuple[str, str, int, int, int, int],
    begin: date,
    chance: np.random.Generator,
) -> None:
    key, kind, weeks, weekday, usual, varies = habit
    day, turn = begin + timedelta(days=(weekday - begin.weekday()) % 7), 0
    while day < practice.story.today:
        minutes = max(5, 5 * round((usual + varies * chance.standard_normal()) / 5))
        assisted = kind in ASSISTED and day > _before(practice, 5) and chance.random() < 0.5
        mode = ASSISTED[kind] if assisted else "alone"
        _tell_work(practice, timeline, key, kind, day, minutes, mode, turn)
        day, turn = day + timedelta(weeks=weeks), turn + 1


def _tell_work(
    practice: Practice, timeline: Timeline, key: str, kind: str, day: date, minutes: int, mode: str, turn: int
) -> None:
    at = moment(day, _clock(17))
    entry = f"{key}-{kind}-{turn}"
    timeline.add(
        at,
        lambda: actions.log_work(
            kind=kind, on=day, minutes=minutes, mode=mode, entry_key=entry, by=practice.staff[key], at=at
        ),
    )


def _tell_supply(
    practice: Practice, timeline: Timeline, supply: tuple[int, str, str, str, str, int, str, int], number: int
) -> None:
    """On Wednesdays, when nobody logs supplies by hand."""
    weeks, who, what, amount, why, days, buyer, minutes = supply
    today = practice.story.today
    day = today - timedelta(days=(today.weekday() - 2) % 7 + 7 * weeks)
    kept: list[Supply] = []

    def ask(at: datetime) -> None:
        said = {"what": what, "amount": amount, "why": why, "entry_key": f"supply-{number}"}
        kept.append(actions.ask_for(by=practice.staff[who], at=at, **said))

    asked = moment(day, _clock(12), after=number)
    timeline.add(asked, lambda: ask(asked))
    if buyer:
        later = moment(day + timedelta(days=days), _clock(13), after=number)
        timeline.add(later, lambda: actions.buy(supply=kept[0], minutes=minutes, by=practice.staff[buyer], at=later))


def _tell_policy(
    practice: Practice, timeline: Timeline, policy: tuple[float, str, str, str, str, int], number: int
) -> None:
    months, task, stance, reason, answers, ahead = policy
    day = _before(practice, months)
    at = moment(day, _clock(11), after=number)

    def write() -> None:
        now = policy_for(task).policy
        actions.write_policy(
            occupation=ART_THERAPIST,
            task_id=task,
            stance=stance,
            reason=reason,
            review_on=day + timedelta(days=round(ahead * MONTH)),
            answers=practice.staff[answers],
            number=now.number if now else 0,
            by=practice.staff["augusta"],
            at=at,
        )

    timeline.add(at, write)


def _tell_trial(
    practice: Practice, timeline: Timeline, trial: tuple[float, str, str, int, int, str, str], number: int
) -> None:
    months, key, task, usual, minutes, mode, result = trial
    day = _before(practice, months)
    at = moment(day, _clock(18), after=number)

    def record() -> None:
        actions.record_trial(
            occupation=ART_THERAPIST,
            task_id=task,
            on=day,
            usual_minutes=usual,
            minutes=minutes,
            result=result,
            mode=mode,
            entry_key=f"trial-{number}",
            by=practice.staff[key],
            at=at,
        )

    timeline.add(at, record)


def _bring(practice: Practice, at: datetime) -> None:
    actions.propose_table(
        kind="labels",
        occupation=ART_THERAPIST,
        content=WAITING,
        title="Labels from our team day",
        source="Lantern Yard Arts Therapies, six tasks labelled together",
        released=f"{at:%Y-%m}",
        licence="our own",
        by=practice.staff["imogen"],
        at=at,
    )
