"""Referral, decision, team, guardians, contacts, precautions, and consent."""

from datetime import date, datetime, time, timedelta

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.people import Contact
from pentimento.exchange.demo.plot import ClientStory, ConsentStory
from pentimento.practice.clients import actions
from pentimento.practice.clients.models import Precaution, Referral
from pentimento.practice.clients.rules import CHILD_UNDER, age_on
from pentimento.trust.access.models import Chart
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person

Source = Referral.Source
SOURCES = {
    "School": Source.SCHOOL,
    "GP": Source.GP,
    "Hospital": Source.HOSPITAL,
    "Hospice": Source.HOSPITAL,
    "Family": Source.FAMILY,
    "Self": Source.SELF,
    "Care home": Source.SOCIAL_CARE,
    "Carers' hub": Source.CHARITY,
}
KINDS = {
    "allergy": Precaution.Kind.ALLERGY,
    "sharps": Precaution.Kind.SHARPS,
    "cannot follow labels": Precaution.Kind.LABELS,
    "risk": Precaution.Kind.RISK,
}
ACTS = {
    "keep in record": Act.KEEP,
    "photograph": Act.PHOTOGRAPH,
    "share with team": Act.SHARE_TEAM,
    "supervise with": Act.SUPERVISE,
}
ASSENT = "“You can take a picture of it. Not of me.”"
SHARING = "share with team"
TAKEN_BACK = ("mateo", "Prefers that only his therapist sees the pictures for now.", 20)  # who, why, days ago
DECLINED_TO_SHARE = ("dominic",)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell how every client came."""
    for one in practice.tellers:
        _tell_one(practice, timeline, one)
    key, why, ago = TAKEN_BACK
    if practice.has(key):
        day = practice.story.today - timedelta(days=ago)
        timeline.add(moment(day, time(15, 5)), lambda: _take_back(practice, key, why, day))


def _tell_one(practice: Practice, timeline: Timeline, one: ClientStory) -> None:
    timeline.add(moment(one.referral.on, time(10, 15)), lambda: _refer(practice, one))
    if not one.consents:
        return  # still waiting to be decided on
    accepted = moment(one.referral.accepted_on, time(16, 40))
    timeline.add(accepted, lambda: _take_on(practice, one, accepted))
    asked = moment(one.consents[0].on, time(8, 30))
    timeline.add(asked, lambda: _ask(practice, one, asked))


def _refer(practice: Practice, one: ClientStory) -> None:
    referrer = one.referral.referrer
    given, _, family = one.name.partition(" ")
    practice.clients[one.key] = actions.refer(
        given_name=given,
        family_name=family,
        preferred_name=one.preferred if one.preferred != given else "",
        pronouns=one.pronouns,
        birth_date=one.born,
        language=", ".join(one.languages),
        phone=one.telephone,
        email=one.email,
        received_on=one.referral.on,
        source=SOURCES.get(one.referral.source, Source.OTHER),
        source_name=f"{referrer.name}, {referrer.role}",
        reason=one.referral.reason,
        lead=practice.staff[one.therapist],
        by=practice.staff["clement"],
        at=moment(one.referral.on, time(10, 15)),
        entry_key=f"demo-{one.key}",
    )


def _take_on(practice: Practice, one: ClientStory, at: datetime) -> None:
    chart, by = practice.chart(one.key), practice.staff[one.therapist]
    referral = Referral.of_chart(chart).select_related("chart").get()
    episode = actions.decide(
        referral=referral, outcome=Referral.Outcome.ACCEPTED, on=one.referral.accepted_on, by=by, at=at
    )
    if episode:
        practice.episodes[one.key] = episode
    if one.trainee:
        actions.join_team(chart=chart, person=practice.staff[one.trainee], by=by, at=at)
    _note_people(practice, one, chart, by, at)
    for precaution in one.precautions:
        kind = KINDS.get(precaution.kind, Precaution.Kind.OTHER)
        on = one.referral.accepted_on
        actions.add_precaution(chart=chart, kind=kind, words=precaution.words, on=on, by=by, at=at)


def _note_people(practice: Practice, one: ClientStory, chart: Chart, by: Person, at: datetime) -> None:
    practice.guardians[one.key] = [
        actions.add_guardian(chart=chart, may_consent=True, by=by, at=at, relation=who.role, **_reached(who))
        for who in one.guardians
    ]
    for who in one.care_team:
        actions.add_contact(chart=chart, role=who.role, by=by, at=at, **_reached(who))


def _reached(who: Contact) -> dict[str, str]:
    return {"name": who.name, "phone": who.telephone, "email": who.email}


def _ask(practice: Practice, one: ClientStory, at: datetime) -> None:
    for answer in one.consents:
        if answer.act in ACTS:
            _answer(practice, one, answer, at)


def _answer(practice: Practice, one: ClientStory, answer: ConsentStory, at: datetime) -> None:
    guardians = practice.guardians[one.key]
    child = age_on(one.born, on=answer.on) < CHILD_UNDER
    actions.record_answer(
        chart=practice.chart(one.key),
        act=ACTS[answer.act],
        agreed=answer.given and not (answer.act == SHARING and one.key in DECLINED_TO_SHARE),
        guardian=guardians[0] if guardians and answer.given_by == guardians[0].name else None,
        assent=ASSENT if child else "",
        starts_on=answer.on,
        ends_on=answer.until,
        by=practice.staff[one.therapist],
        at=at,
    )


def _take_back(practice: Practice, key: str, why: str, day: date) -> None:
    chart = practice.chart(key)
    decision = Decision.of_chart(chart).select_related("chart").get(act=Act.SHARE_TEAM)
    by = practice.episodes[key].lead
    actions.take_back(decision=decision, on=day, reason=why, by=by, at=moment(day, time(15, 5)))
