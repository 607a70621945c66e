"""Questionnaires from the paper form, when the next is due, and an answer that was asked about."""

from datetime import datetime, time, timedelta

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory, MeasureStory
from pentimento.practice.outcomes import actions
from pentimento.practice.outcomes.models import Giving, SafetyPrompt

ASKED = (
    "Asked about it straight away. Thoughts at night, no plan and no means; called them 'tired, not leaving'. "
    "Went through the safety plan together and renewed it, told the community nurse with agreement, booked a "
    "telephone call for Thursday."
)
USUAL = 6  # weeks between two, where a form was given only once
INTO_SESSION = 8  # minutes


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of what is given outside sessions; what is given in one belongs to the session."""
    for one in practice.tellers:
        for measure in one.measures:
            if not measure.session:
                _tell_one(practice, timeline, one, measure)


def _tell_one(practice: Practice, timeline: Timeline, one: ClientStory, measure: MeasureStory) -> None:
    at = moment(measure.on, time(9, 10))
    timeline.add(at, lambda: give(practice, one, measure, at))


def of_session(one: ClientStory, session: str) -> list[MeasureStory]:
    """What was given in one session."""
    return [measure for measure in one.measures if measure.session == session]


def give(practice: Practice, one: ClientStory, measure: MeasureStory, at: datetime) -> Giving:
    """Enter one form. The first of its kind says when the next is due."""
    by = practice.staff[one.trainee or one.therapist]
    chart, instrument = practice.chart(one.key), measure.instrument.casefold()
    giving = actions.give(
        chart=chart,
        instrument=instrument,
        answers=measure.answers,
        given_on=measure.on,
        mode=Giving.Mode.PAPER,
        entry_key=measure.key[-36:],
        encounter=practice.encounters.get((measure.session, one.key)),
        by=by,
        at=at,
    )
    practice.givings[measure.key] = giving
    weeks = _weeks_between(one, measure.instrument)
    if measure == next(m for m in one.measures if m.instrument == measure.instrument):
        due = measure.on + timedelta(weeks=weeks)
        actions.schedule(chart=chart, instrument=instrument, every_weeks=weeks, next_due=due, by=by, at=at)
    for prompt in SafetyPrompt.of_chart(chart).filter(giving=giving).select_related("chart"):
        actions.answer_prompt(prompt=prompt, what_was_done=ASKED, by=by, at=at + timedelta(minutes=50))
    return giving


def _weeks_between(one: ClientStory, instrument: str) -> int:
    days = [measure.on for measure in one.measures if measure.instrument == instrument]
    return max(1, min(12, (days[1] - days[0]).days // 7)) if len(days) > 1 else USUAL
