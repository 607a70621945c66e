"""The made-up practice: whole, tactful, fresh on any day, and nobody real."""

import dataclasses
import itertools
import re
from datetime import date, timedelta

import pytest

from pentimento.exchange.demo.people import Contact, Post
from pentimento.exchange.demo.plot import Kind, PracticeStory, Status
from pentimento.exchange.demo.portraits import PORTRAITS
from pentimento.exchange.demo.stories import compose
from pentimento.exchange.demo.strokes import render

TODAY = date(2026, 11, 18)
DRAMA = re.compile(r"^(01632 960\d{3}|07700 900\d{3})$")
FORBIDDEN = re.compile(
    r"indicat|diagnos|patholog|symptom|disorder|suffer|abnormal|regress|reveals|proves|typical of|clearly|!|patient\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def story() -> PracticeStory:
    return compose(seed=1, today=TODAY)


def texts(thing: object) -> list[str]:
    """Every string anywhere in a story."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return list(itertools.chain.from_iterable(texts(part) for part in thing))
    if dataclasses.is_dataclass(thing):
        return list(itertools.chain.from_iterable(texts(getattr(thing, f.name)) for f in dataclasses.fields(thing)))
    return []


def contacts(thing: object) -> list[Contact]:
    if isinstance(thing, Contact):
        return [thing]
    if isinstance(thing, tuple):
        return list(itertools.chain.from_iterable(contacts(part) for part in thing))
    if dataclasses.is_dataclass(thing):
        return list(itertools.chain.from_iterable(contacts(getattr(thing, f.name)) for f in dataclasses.fields(thing)))
    return []


def test_the_same_seed_and_day_tell_the_same_story(story):
    assert compose(seed=1, today=TODAY) == story


def test_another_seed_tells_another_story(story):
    other = compose(seed=2, today=TODAY)
    assert [s.status for s in other.sessions] != [s.status for s in story.sessions]
    assert {w.seed for w in other.artworks}.isdisjoint(w.seed for w in story.artworks)


def test_the_practice_is_as_large_as_promised(story):
    assert len(story.clients) == 22
    assert len(story.group.members) == 6
    assert 120 <= len(story.artworks) <= 180
    posts = [person.post for person in story.staff]
    assert (posts.count(Post.THERAPIST), len(posts)) == (2, 6)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 11, 22), date(2027, 3, 31)])
def test_it_is_fresh_on_any_day(day):
    told = compose(seed=1, today=day)
    assert any(s.on == day and s.status is Status.PLANNED for s in told.sessions)
    assert all((s.on >= day) == (s.status is Status.PLANNED) for s in told.sessions)
    assert all(day - s.on < timedelta(days=280) for s in told.sessions)
    assert all(m.on < day for c in told.clients for m in c.measures)


@pytest.mark.parametrize("day", [TODAY, date(2024, 2, 29)])
def test_everybody_is_as_old_as_written(day):
    for client, portrait in zip(compose(seed=3, today=day).clients, PORTRAITS, strict=True):
        had_birthday = (day.month, day.day) >= (client.born.month, client.born.day)
        assert day.year - client.born.year - (not had_birthday) == portrait.age
    assert {min(p.age for p in PORTRAITS), max(p.age for p in PORTRAITS)} == {5, 84}


def test_everybody_under_sixteen_has_a_guardian_who_decides(story):
    for client, portrait in zip(story.clients, PORTRAITS, strict=True):
        assert bool(client.guardians) == (portrait.age < 16)
        if client.guardians:
            assert {c.given_by for c in client.consents} == {client.guardians[0].name}


def test_no_telephone_rings_and_no_mail_arrives(story):
    numbers = [c.telephone for c in contacts(story.clients)]
    numbers += [c.telephone for c in story.clients] + [p.telephone for p in story.staff]
    assert [n for n in numbers if not DRAMA.match(n)] == []
    mails = [t for t in texts(story.clients) if "@" in t] + [p.email for p in story.staff]
    assert all(mail.endswith(".example.org") or mail.endswith("@example.org") for mail in mails)


def test_the_words_observe_and_do_not_judge(story):  # what a client said is kept as it was said
    said = {o.words.strip("'") for s in story.sessions for o in s.observations if o.kind is Kind.SAID}
    wrong = [t for t in texts(story) if FORBIDDEN.search(t) and not any(words in t for words in said)]
    assert wrong == []


def test_a_hypothesis_always_says_might(story):
    guesses = {o.words for s in story.sessions for o in s.observations if o.kind is Kind.HYPOTHESIS}
    assert [g for g in guesses if not re.search(r"\b(might|may)\b", g, re.IGNORECASE)] == []


def test_five_charts_in_a_row_do_not_repeat_themselves(story):
    written = [p for p in PORTRAITS if p.episodes]
    for left, right in itertools.combinations(written, 2):
        assert {e.seen for e in left.episodes}.isdisjoint(e.seen for e in right.episodes)
        assert {e.title for e in left.episodes}.isdisjoint(e.title for e in right.episodes)


def test_keys_are_unique(story):
    for keys in (
        [s.key for s in story.sessions],
        [w.key for w in story.artworks],
        [c.key for c in story.clients],
        [m.key for c in story.clients for m in c.measures],
    ):
        assert len(keys) == len(set(keys))


def test_every_held_session_has_a_note_and_no_other_has(story):
    for session in story.sessions:
        assert bool(session.note) == (session.status is Status.HELD)
        assert bool(session.present) == (session.status is Status.HELD)
        assert bool(session.why) == (session.status in (Status.CANCELLED, Status.MISSED))
    assert any(s.note and not s.note.signed for s in story.sessions)
    assert all(s.note.co_signer for s in story.sessions if s.note and s.note.author == "perry")


def test_own_responses_stay_out_of_the_notes(story):
    for session in story.sessions:
        mine = [o.words for o in session.observations if o.kind is Kind.RESPONSE]
        body = " ".join(text for _, text in session.note.sections) if session.note else ""
        assert not any(words in body for words in mine)


def test_questionnaires_have_their_items_and_one_positive_last_answer(story):
    rows = [(m.instrument, m.answers) for c in story.clients for m in c.measures]
    assert {(i, len(a)) for i, a in rows} == {("PHQ-9", 9), ("GAD-7", 7)}
    assert all(v is None or 0 <= v <= 3 for _, a in rows for v in a)
    assert sum(1 for i, a in rows if i == "PHQ-9" and a[8]) == 1
    assert any(None in a for _, a in rows)


def test_goals_are_rated_from_first_to_latest_step(story):
    for client, portrait in zip(story.clients, PORTRAITS, strict=True):
        for goal, aim in zip(client.plan.goals if client.plan else (), portrait.aims, strict=False):
            steps = [r.step for s in client.sessions for r in s.ratings if r.goal == goal.key]
            if steps:
                assert (steps[0], steps[-1]) == aim.path


def test_report_sentences_rest_on_what_exists(story):
    sessions, works = {s.key: s for s in story.sessions}, {w.key for w in story.artworks}
    for client in story.clients:
        for sentence in client.report.sentences if client.report else ():
            for kind, _, what in (e.partition(":") for e in sentence.evidence):
                if kind == "observation":
                    session, _, which = what.partition("/")
                    assert Kind(which) in {o.kind for o in sessions[session].observations}
                elif kind == "artwork":
                    assert what in works
                elif kind == "goal":
                    assert what in {g.key for g in client.plan.goals}
                else:
                    assert what in {m.instrument for m in client.measures}


def test_a_quotation_in_a_report_is_word_for_word(story):
    said = " ".join(o.words for s in story.sessions for o in s.observations if o.kind is Kind.SAID)
    for client in story.clients:
        for sentence in client.report.sentences if client.report else ():
            if any("/said" in e for e in sentence.evidence):
                assert all(quote in said for quote in re.findall(r"'(.+)'", sentence.text))


def test_every_picture_in_the_story_can_be_drawn(story):
    for work in story.artworks:
        picture = render(work.recording(), 48)
        assert max(picture.shape) == 48
        assert picture.std() > 2, work.key
