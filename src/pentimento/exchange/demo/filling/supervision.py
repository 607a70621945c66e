"""Supervision every fortnight, credentials and learning, a sealed certificate, and some books on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import PentimentoError
from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.practice.records.models import Note
from pentimento.profession.portfolio.actions import hours, supervision
from pentimento.profession.portfolio.actions.library import import_references, tie
from pentimento.profession.portfolio.models import Learning, Meeting, Reference
from pentimento.profession.portfolio.queries.hours import certificate_content, standing_of
from pentimento.trust.people.models import Person

FORTNIGHTS = 19  # nine months
GROUP_EVERY = 4  # meetings
LAPSED = (150, 96)  # between so many days ago her board certification had lapsed
HELD = (
    ("rosalind", "HCPC", "AS01409", 5600, None),
    ("rosalind", "ATR-BC", "14-209", 4300, LAPSED[0]),
    ("rosalind", "ATR-BC", "14-209", LAPSED[1], None),
    ("perry", "ATR-P", "26-031", 300, None),
    ("imogen", "HCPC", "AS11872", 2900, None),
    ("tariq", "HCPC", "AS12466", 2100, None),
)
TOWARDS = (
    ("perry", "atr", "approved", 320),
    ("rosalind", "atr-bc", "recertification", None),
    ("imogen", "hcpc-cpd", "registrant", None),
    ("tariq", "hcpc-cpd", "registrant", None),
)
TOPICS = (
    ("When a picture is torn up in the room", "Stay with the tearing first. The pieces can be kept in an envelope."),
    ("How much to say about my own drawing", "Draw beside, finish early, put it face down when the talk begins."),
    ("A parent who wants to see the works", "The child is asked each time, and the answer is written down."),
    ("Endings before the holidays", "Say the number of weeks aloud from now on, each week."),
    ("Silence that lasts the whole hour", "Count what happened with the hands. It was not an empty hour."),
    ("Being late with notes", "Ten minutes kept free after each session, in the calendar."),
    ("Gifts at the end of therapy", "A copy is a gift as well. Bring what was decided back here."),
    ("Working with an interpreter", "Meet ten minutes before, agree who speaks first, sit in a triangle."),
    ("My own pull to explain", "Wait for the second thing they say about it."),
)
AGREED = (
    ("perry", "Read the chapter on media and containment"),
    ("perry", "Write the order of materials into the note each time"),
    ("rosalind", "Ask the school for a quieter room"),
    ("perry", "Watch the first five minutes without a question"),
)
ASKED = "I keep seeing this as finished before they do. What did I miss?"
LEARNT = (
    ("perry", "Clay and containment, two-day workshop", "course", "art-therapy", 720, 210,
     "I offer less water at first and say what the clay can take."),
    ("perry", "Safeguarding adults, level 2", "course", "safety", 180, 150, "I know whom to ring before I need it."),
    ("perry", "Reading group: looking before naming", "reading", "art-therapy", 90, 64,
     "I describe three things before I ask one."),
    ("perry", "Own studio: forty small heads", "studio", "art-therapy", 600, 30, ""),
    ("imogen", "Ethics of keeping pictures", "course", "ethics", 240, 400,
     "I ask about keeping at the start, not the end."),
    ("imogen", "Measuring change in single cases", "course", "research", 360, 260, "A baseline before the first goal."),
    ("imogen", "Talk to school nurses about art therapy", "teaching", "art-therapy", 120, 120,
     "They refer earlier, with a reason."),
    ("imogen", "Trauma and sensory media", "conference", "art-therapy", 480, 25, "Sand before paint for some."),
    ("tariq", "Working with interpreters", "course", "culture", 180, 300, "Ten minutes together before each session."),
    ("tariq", "Goal attainment scaling", "reading", "research", 60, 90, "Steps in the client's own words."),
    ("rosalind", "Supervision of supervisors, module 1", "course", "supervision", 480, 500,
     "I ask for the picture before the story."),
    ("rosalind", "Ethics and new tools", "conference", "ethics", 420, 200, "A policy per task, not per tool."),
    ("rosalind", "Review for a journal", "writing", "research", 900, 80, "Effect sizes before adjectives."),
)  # fmt: skip


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of credentials first, then of meetings, learning and what is read."""

    def on(days: int, clock: time, deed: Callable[[datetime], object]) -> None:
        at = moment(practice.story.today - timedelta(days=days), clock)
        timeline.add(at, lambda: deed(at))

    begun = 14 * FORTNIGHTS + 3
    on(begun, time(8, 5), lambda at: _credentials(practice, at))
    for place, held in enumerate(HELD):
        on(min(begun, held[3]), time(8, 20), lambda at, h=held, p=place: _hold(practice, h, p, at))  # type: ignore[misc]
    for number in range(FORTNIGHTS):
        days = 14 * (FORTNIGHTS - number) - 12
        on(days + 7, time(12, 40), lambda at, n=number: _bring(practice, n, at))  # type: ignore[misc]
        on(days, time(16, 30), lambda at, n=number: _meet(practice, n, at))  # type: ignore[misc]
    on(1, time(15, 0), lambda at: _plan_more(practice, at))
    for place, entry in enumerate(LEARNT):
        on(min(begun, entry[5]), time(18, 15), lambda at, e=entry, p=place: _learn(practice, e, p, at))  # type: ignore[misc]
    on(100, time(9, 20), lambda at: _shelve(practice, at))
    on(40, time(10, 0), lambda at: _certify(practice, at))
    on(20, time(13, 10), lambda at: _read(practice, at))


def _hold(practice: Practice, held: tuple[Any, ...], place: int, at: datetime) -> None:
    key, name, number, since, until = held
    today = practice.story.today
    hours.hold(
        name=name,
        number=number,
        since=today - timedelta(days=since),
        until=today - timedelta(days=until) if until is not None else None,
        entry_key=f"held-{place}",
        by=practice.staff[key],
        at=at,
    )


def _credentials(practice: Practice, at: datetime) -> None:
    for key, credential, route, degree in TOWARDS:
        degree_on = practice.story.today - timedelta(days=degree) if degree else None
        hours.pursue(credential=credential, route=route, degree_on=degree_on, by=practice.staff[key], at=at)


def _shelve(practice: Practice, at: datetime) -> None:
    text = files(__package__).joinpath("reading.bib").read_text(encoding="utf-8")
    import_references(text=text, by=practice.staff["imogen"], at=at)


def _bring(practice: Practice, number: int, at: datetime) -> None:
    """A topic each time, and now and then a note of the trainee's own."""
    by = practice.staff["perry"]
    words, _outcome = TOPICS[number % len(TOPICS)]
    supervision.bring(kind="topic", words=words, by=by, at=at)
    if number % 3 == 1 and (found := _newest_note(practice, by)):
        session, chart = found
        supervision.bring(kind="note", place=chart, reference=session, words=ASKED, by=by, at=at)
    if number == FORTNIGHTS - 1:
        _bring_work(practice, by, at)


def _newest_note(practice: Practice, by: Person) -> tuple[str, str] | None:
    rows = Note.scoped(by).filter(author=by, signed_at__isnull=False).select_related("encounter", "chart")
    note = rows.order_by("-signed_at").first()
    return (note.encounter.public_id, note.chart.public_id) if note else None


def _bring_work(practice: Practice, by: Person, at: datetime) -> None:
    for (_work, client), work in reversed(practice.works.items()):
        if work.encounter is not None and work.encounter.therapist_id == by.pk:
            place = practice.chart(client).public_id
            try:
                supervision.bring(
                    kind="work", place=place, reference=work.public_id, words="The empty corner.", by=by, at=at
                )
            except PentimentoError:
                continue  # whose client has not agreed to it
            return


def _planned(practice: Practice, number: int, at: datetime, starts_at: datetime) -> Meeting:
    group = number % GROUP_EVERY == GROUP_EVERY - 1
    people = ["perry", "imogen", "tariq"] if group else ["perry"]
    return supervision.plan_meeting(
        supervisor=practice.staff["rosalind"],
        people=[practice.staff[key] for key in people],
        starts_at=starts_at,
        minutes=90 if group else 60,
        place="The blue room",
        follows="atcb" if group else "",
        entry_key=f"meeting-{number}",
        by=practice.staff["rosalind"],
        at=at,
    )


def _meet(practice: Practice, number: int, at: datetime) -> None:
    rosalind = practice.staff["rosalind"]
    meeting = _planned(practice, number, at - timedelta(days=7), at)
    _talk(practice, number, meeting, at)
    who, words = AGREED[number % len(AGREED)]
    agreed = supervision.agree_action(
        meeting=meeting,
        owner=practice.staff[who],
        words=words,
        by_when=timezone.localdate(at) + timedelta(days=14),
        by=rosalind,
        at=at,
    )
    supervision.confirm_meeting(
        meeting=meeting,
        came=_came(practice, meeting, number),
        minutes=meeting.minutes,
        by=rosalind,
        at=at + timedelta(minutes=meeting.minutes),
    )
    if number < FORTNIGHTS - 1:
        supervision.mark_done(agreed=agreed, done=True, by=agreed.owner, at=at + timedelta(days=9))


def _came(practice: Practice, meeting: Meeting, number: int) -> list[Person]:
    """Everybody, but for one who is on holiday once."""
    people = ["perry", "imogen", "tariq"] if meeting.form == Meeting.Form.GROUP else ["perry"]
    return [practice.staff[key] for key in people if (key, number) != ("tariq", 7)]


def _talk(practice: Practice, number: int, meeting: Meeting, at: datetime) -> None:
    from pentimento.profession.portfolio.queries.supervision import waiting_for

    rosalind = practice.staff["rosalind"]
    for matter in waiting_for(practice.staff["perry"]):
        supervision.put_on_agenda(matter=matter, meeting=meeting, by=practice.staff["perry"], at=at)
        outcomes = dict(TOPICS)
        outcome = outcomes.get(matter.words, "Look once more together, before anything is said about it.")
        if matter.kind == "topic" or number % 2:
            supervision.settle(matter=matter, outcome=outcome, version=matter.version, by=rosalind, at=at)
    if number % 3 == 0:
        words = "Caseload stays at this size until the summer. Notes on the day they are made."
        supervision.write_decisions(meeting=meeting, words=words, version=meeting.version, by=rosalind, at=at)


def _plan_more(practice: Practice, at: datetime) -> None:
    """One that took place this morning and waits to be confirmed, and the next."""
    _planned(practice, 100, at, at - timedelta(hours=5))
    soon = at + timedelta(days=13)
    meeting = _planned(practice, 102, at, soon.replace(hour=16, minute=30))
    matter = supervision.bring(
        kind="topic", words="A wall full of works nobody collects", by=practice.staff["perry"], at=at
    )
    supervision.put_on_agenda(matter=matter, meeting=meeting, by=practice.staff["perry"], at=at)


def _learn(practice: Practice, entry: tuple[Any, ...], place: int, at: datetime) -> Learning:
    key, title, kind, topic, minutes, days, changed = entry
    said = {"title": title, "kind": kind, "topic": topic, "minutes": minutes, "changed": changed}
    learnt_on = practice.story.today - timedelta(days=days)
    return hours.log_learning(**said, on=learnt_on, entry_key=f"learnt-{place}", by=practice.staff[key], at=at)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _certify(practice: Practice, at: datetime) -> None:
    from pentimento.profession.portfolio.models import Pursuit

    pursuit = Pursuit.of_owner(practice.staff["perry"]).select_related("owner").get(credential="atr")
    standing = standing_of(practice.staff["rosalind"], pursuit, on=_day(at))
    hours.certify(
        pursuit=pursuit,
        content=certificate_content(standing),
        met=bool(standing.judgement and standing.judgement.met),
        entry_key="certificate-1",
        by=practice.staff["rosalind"],
        at=at,
    )


def _read(practice: Practice, at: datetime) -> None:
    """The trainee says what one book is read for."""
    perry = practice.staff["perry"]
    entry = Learning.of_owner(perry).filter(kind="reading").first()
    book = Reference.objects.filter(kind="book").order_by("pk").first()
    if entry and book:
        tie(to=book, kind="learning", reference=entry.public_id, words="For the reading group", by=perry, at=at)
