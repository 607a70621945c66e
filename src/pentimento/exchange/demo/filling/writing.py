"""Words: what is stamped in the room, the note afterwards, and what the therapist keeps to themselves."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from pentimento.exchange.demo.filling.practice import Practice, moment, start_of
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory, Kind, NoteStory, ObservationStory, SessionStory
from pentimento.practice.encounters import actions as encounters
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records import actions
from pentimento.trust.people.models import Person

SINGULAR = {
    "felt pens": "Felt pen",
    "wax crayons": "Wax crayon",
    "oil pastels": "Oil pastel",
    "coloured pencils": "Coloured pencil",
    "soft pastels": "Soft pastel",
}
SECTIONS = {
    "Presentation": "presentation",
    "Intervention": "intervention",
    "Response": "response",
    "Hypothesis": "hypothesis",
    "Next": "plan",
}
TEMPLATE = "art-therapy"
REFLECTED_EVERY = 7  # sessions
REFLECTIONS = (
    "I noticed I wanted to fill the silence and did not. Bring to supervision: whose discomfort was it?",
    "Tired after this one, and fond. I hurried the ending by two minutes. Next time look at the clock earlier.",
    "I keep this picture in mind longer than others. Ask Rosalind about my own pull to rescue.",
    "Caught myself explaining the picture to myself on the way home. Stay with what was there.",
)
AMENDED = ("noor-s05", 6)  # whose note, and days later
AMENDMENT = "The dark shape at the lower edge was added by her partner at home, as she said today, not in the session."
AMENDED_WHY = "She told me so a week later."


def _unquoted(one: ObservationStory) -> str:
    """The pad for what was said needs no quotation marks: everything on it is the client's words."""
    words = one.words
    return words[1:-1] if one.kind == Kind.SAID and words[:1] == words[-1:] == "'" and len(words) > 2 else words


def record(encounter: Encounter, session: SessionStory, stamped: Iterable[ObservationStory], *, by: Person) -> None:
    """Media in order of use, and everything stamped, each at its minute."""
    for turn, medium in enumerate(session.media):
        at = start_of(session, after=2 + turn)
        encounters.note_medium(encounter=encounter, medium=SINGULAR.get(medium, medium), by=by, at=at)
    for turn, one in enumerate(stamped):
        at = start_of(session, after=one.minute)
        key = f"{session.key}-{turn}"
        stamp(encounter, one.kind, _unquoted(one), key, by=by, at=at)


def stamp(encounter: Encounter, pad: str, words: str, key: str, *, by: Person, at: datetime) -> None:
    """One entry on one pad."""
    encounters.write(
        encounter=encounter, pad=str(pad), words=words, client_key=key, version=0, stamped_at=at, by=by, at=at
    )


def write_up(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    """The note, on the same day; sealed if the story says so."""
    if session.note is None:
        return
    encounter, by = practice.encounters[session.key, one.key], practice.staff[session.note.author]
    at = start_of(session, after=session.minutes + 10)
    # Written in one go: putting a draft together first and then changing it would take twice as long.
    words = _sections(practice, session, session.note)
    note = actions.write_note(encounter=encounter, template=TEMPLATE, sections=words, version=0, by=by, at=at)
    reflect(encounter, session, by=by)
    if session.note.signed or one.ended_on:
        note = actions.sign_note(note=note, by=by, at=at + timedelta(minutes=10))
    practice.notes[session.key, one.key] = note


def _sections(practice: Practice, session: SessionStory, told: NoteStory) -> dict[str, str]:
    """The therapist's own words, and what was worked on."""
    worked = [f"Worked on: {words}" for _lineage, words in aims_of(practice, session)]
    given = [
        f"Goal “{practice.goals[rating.goal].words}”, step {rating.step:+d}"
        for rating in session.ratings
        if rating.goal in practice.goals
    ]
    return {SECTIONS[heading]: words for heading, words in told.sections} | {"objectives": "\n".join(worked + given)}


def aims_of(practice: Practice, session: SessionStory) -> list[tuple[str, str]]:
    """The objectives a session works on: one of each goal, in turn."""
    tied = [practice.aims[goal] for goal in session.goals if practice.aims.get(goal)]
    return [objectives[session.number % len(objectives)] for objectives in tied]


def reflect(encounter: Encounter, session: SessionStory, *, by: Person) -> None:
    """Now and then a private process note."""
    if session.number % REFLECTED_EVERY == 2:
        words = REFLECTIONS[session.number // REFLECTED_EVERY % len(REFLECTIONS)]
        at = start_of(session, after=session.minutes + 18)
        actions.write_process_note(encounter=encounter, words=words, version=0, by=by, at=at)


def tell_later_words(practice: Practice, timeline: Timeline) -> None:
    """Co-signatures and the amendment."""
    for one in practice.tellers:
        if one.trainee:
            signed = [s for s in one.sessions if s.note and s.note.signed]
            for session in signed[:-1]:
                tell_cosigning(practice, timeline, session, one.key)
        for session in one.sessions:
            if session.key == AMENDED[0]:
                _tell_amendment(practice, timeline, one, session)


def tell_cosigning(practice: Practice, timeline: Timeline, session: SessionStory, client: str) -> None:
    """The supervisor reads and co-signs two days later."""
    by = practice.staff[session.note.co_signer] if session.note else None
    at = moment(session.on + timedelta(days=2), time(17, 20))
    if by and at.date() <= practice.story.today:
        timeline.add(at, lambda: actions.cosign_note(note=practice.notes[session.key, client], by=by, at=at))


def _tell_amendment(practice: Practice, timeline: Timeline, one: ClientStory, session: SessionStory) -> None:
    at = moment(session.on + timedelta(days=AMENDED[1]), time(12, 15))
    by = practice.staff[one.therapist]

    def amend() -> None:
        note = practice.notes[session.key, one.key]
        actions.amend_note(note=note, words=AMENDMENT, reason=AMENDED_WHY, by=by, at=at)

    timeline.add(at, amend)
