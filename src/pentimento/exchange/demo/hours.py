"""Today's sessions at the hour at which the demo is opened: one just past, one going on, one soon."""

from dataclasses import replace
from datetime import date, time

from pentimento.exchange.demo.plot import ClientStory, PracticeStory, SessionStory

GOING_ON = "kwabena"  # whose session is open while somebody looks at the demo
BEGUN = 20  # minutes ago
HOUR = 60  # minutes from one session of a therapist to the next
EARLIEST, LATEST = 1 * 60, 20 * 60 + 45  # minutes of the day: what comes before and after stays within it


def as_of(story: PracticeStory, now: time) -> PracticeStory:
    """The same story with today's sessions moved to around ``now``. What came before today stays."""
    today = [(one, s) for one in story.clients for s in one.sessions if s.on == story.today]
    anchor = next((s for one, s in today if one.key == GOING_ON), None)
    if anchor is None:
        return story
    begun = min(max((now.hour * 60 + now.minute - BEGUN) // 5 * 5, EARLIEST), LATEST)
    moved = {anchor.key: begun}
    for therapist in {one.therapist for one, _ in today}:
        mine = sorted((s.at, s.key) for one, s in today if one.therapist == therapist and s.key != anchor.key)
        before = [key for at, key in mine if at < anchor.at][::-1]
        after = [key for at, key in mine if at >= anchor.at]
        moved |= {key: begun - HOUR * place for place, key in enumerate(before, start=1)}
        moved |= {key: begun + HOUR * place for place, key in enumerate(after, start=1)}
    return replace(story, clients=tuple(_moved(one, moved, story.today) for one in story.clients))


def _moved(one: ClientStory, to: dict[str, int], today: date) -> ClientStory:
    return replace(one, sessions=tuple(_at(s, to[s.key]) if s.on == today else s for s in one.sessions))


def _at(session: SessionStory, minute: int) -> SessionStory:
    return replace(session, at=time(*divmod(minute, 60)))
