"""Today: a session just closed, one in progress, what is due, and a work or two that were handled since."""

from collections.abc import Callable
from datetime import timedelta

from pentimento.exchange.demo.easel import back_of
from pentimento.exchange.demo.filling import scores
from pentimento.exchange.demo.filling.practice import Practice, start_of
from pentimento.exchange.demo.filling.sessions import keeper
from pentimento.exchange.demo.filling.tablet import draw_on_screen
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.filling.writing import aims_of, stamp, tell_later_words
from pentimento.exchange.demo.hours import GOING_ON
from pentimento.exchange.demo.plot import ClientStory, SessionStory, Status
from pentimento.practice.artworks import actions as artworks
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.practice.encounters import actions
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes.actions import give
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.actions import draft_note
from pentimento.trust import vault

CLOSED, OPEN = "posy", GOING_ON  # whose session is just past, and whose is going on
ENTRIES = {
    CLOSED: (
        ("seen", "Bear was put on the chair beside her first. She chose three felt pens and lined them up.", 4),
        ("seen", "Drew standing; turned the sheet towards me when the roof was done.", 21),
        ("said", "'Bear says the door is open today.'", 23),
        ("seen", "Asked for the screen. Took one line back, looked up, and drew it again.", 27),
        ("said", "'You can make it gone and nobody minds.'", 29),
        ("hypothesis", "It might matter that nobody asked what was behind the door.", 38),
        ("response", "Held my breath when she spoke. Glad, and careful not to show too much of it.", 40),
    ),
    OPEN: (
        ("seen", "Sat where the light is. Mixed a grey from three colours before touching the paper.", 5),
        ("said", "'I slept till four. That's nearly a night.'", 9),
        ("seen", "Wide strokes from the shoulder, wetting the sheet first.", 17),
    ),
}
MEDIA = {CLOSED: ("Felt pen", "Wax crayon", "On screen"), OPEN: ("Watercolour",)}
SHOWN = "My school, and you can go in"  # what Posy called the one she drew on screen
LAST_ANSWERS = (1, 1, 2, 1, 0, 1, 1, 0, 1)  # PHQ-9 this morning; the last item still has to be talked through
TURNED, BACK = "idris", "saffron"  # whose newest work hangs turned; whose was photographed from behind as well


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of today, of later words, and of two works."""
    tell_later_words(practice, timeline)
    for one in practice.tellers:
        session = next((s for s in one.sessions if s.on == practice.story.today and s.status is Status.PLANNED), None)
        if session and one.key in ENTRIES:
            _tell_session(practice, timeline, one, session)
        if one.key in {TURNED, BACK}:
            _tell_work(practice, timeline, one)


def _tell_session(practice: Practice, timeline: Timeline, one: ClientStory, session: SessionStory) -> None:
    timeline.add(start_of(session), lambda: _open(practice, one, session))
    if one.key == CLOSED:
        timeline.add(start_of(session, after=25), lambda: _draw(practice, one, session))
        timeline.add(start_of(session, after=session.minutes), lambda: _close(practice, one, session))
    else:
        timeline.add(start_of(session, after=6), lambda: _give(practice, one, session))


def _open(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    by = keeper(practice, one)
    encounter = actions.open_session(
        appointment=practice.appointments[session.key, one.key],
        directive=session.directive,
        aims=aims_of(practice, session),
        by=by,
        at=start_of(session),
    )
    practice.encounters[session.key, one.key] = encounter
    for turn, medium in enumerate(MEDIA[one.key]):
        at = start_of(session, after=3 + turn)
        actions.note_medium(encounter=encounter, medium=medium, by=by, at=at)
    for turn, (pad, words, minute) in enumerate(ENTRIES[one.key]):
        stamp(encounter, pad, words, f"{session.key}-{turn}", by=by, at=start_of(session, after=minute))


def _draw(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    encounter, at = practice.encounters[session.key, one.key], start_of(session, after=25)
    again = one.artworks[-1].recording()
    draw_on_screen(practice, one.key, again, SHOWN, encounter, by=keeper(practice, one), at=at)


def _close(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    encounter, by = practice.encounters[session.key, one.key], keeper(practice, one)
    at = start_of(session, after=session.minutes)
    actions.close_session(encounter=encounter, by=by, at=at)
    closed = Encounter.of_chart(encounter.chart_id).select_related("chart").get(pk=encounter.pk)
    draft_note(encounter=closed, by=by, at=at + timedelta(minutes=4))


def _give(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    give(
        chart=practice.chart(one.key),
        instrument="phq-9",
        answers=LAST_ANSWERS,
        given_on=session.on,
        mode=Giving.Mode.PAPER,
        entry_key=f"{session.key}-phq-9",
        encounter=practice.encounters[session.key, one.key],
        by=keeper(practice, one),
        at=start_of(session, after=scores.INTO_SESSION),
    )


def _tell_work(practice: Practice, timeline: Timeline, one: ClientStory) -> None:
    newest = max((work for work in one.artworks), key=lambda work: work.made_on)
    session = next(session for session in one.sessions if newest in session.artworks)
    handle = _turn if one.key == TURNED else _photograph_back
    at = start_of(session, after=session.minutes + 40)
    timeline.add(at, lambda: handle(practice, practice.works[newest.key, one.key], session, one))


def _turn(practice: Practice, work: Artwork, session: SessionStory, one: ClientStory) -> None:
    at = start_of(session, after=session.minutes + 40)
    artworks.rotate(photograph=front_of(work), degrees=180, by=keeper(practice, one), at=at)


def _photograph_back(practice: Practice, work: Artwork, session: SessionStory, one: ClientStory) -> None:
    front = front_of(work)
    artworks.add_photograph(
        artwork=work,
        original=back_of(vault.read(front.original)),
        original_name="back.jpg",
        upload_key=f"{front.upload_key}-back",
        view=Photograph.View.BACK,
        by=keeper(practice, one),
        at=start_of(session, after=session.minutes + 40),
    )


def front_of(work: Artwork) -> Photograph:
    """The first picture of a work."""
    rows = Photograph.of_chart(work.chart_id).filter(artwork=work, view=Photograph.View.FRONT)
    front: Photograph = rows.select_related("chart", "artwork", "original", "measuring").order_by("pk")[0]
    return front


def measure_newest(practice: Practice, say: Callable[[str], None]) -> None:
    """Measure the newest work of each client."""
    newest = {client: work for (_key, client), work in practice.works.items()}
    for turn, (client, work) in enumerate(newest.items(), start=1):
        say(f"Measuring pictures: {turn} of {len(newest)} …")
        by, measuring = practice.episodes[client].lead, practice.easel.measure
        artworks.measure(photograph=front_of(work), by=by, at=work.added_at, measuring=measuring)
