"""A practice with one of everything in it, built through the actions, for tests of the whole front door.

Two such houses beside each other are twins: the same rows, other people. Everything that can hold words
in the second one begins with a mark, so that a page which shows a byte of it to the first one is caught.
"""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

import factories
from core.scoring.forms import form_of
from core.strokes.drawn_logs import every_tool
from pentimento.core.strokes import write_log
from pentimento.practice.artworks import actions as artworks
from pentimento.practice.artworks.models import Disposition, Drawing, MeasurementRun, Photograph
from pentimento.practice.clients import actions as clients
from pentimento.practice.clients.actions.details import index_names
from pentimento.practice.clients.models import Client, Episode, Referral
from pentimento.practice.encounters import actions as encounters
from pentimento.practice.encounters.models import Appointment, Encounter, Observation
from pentimento.practice.outcomes import actions as outcomes
from pentimento.practice.outcomes.models import SafetyPrompt
from pentimento.practice.records import actions as records
from pentimento.practice.records.models import Goal, Intervention, Need, Objective
from pentimento.profession.ledger import actions as ledger
from pentimento.profession.ledger import queries as ledger_queries
from pentimento.trust.access.models import Capacity, Grant
from pentimento.trust.consent.models import Decision
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role
from web.access_table import Who
from web.house_claims import furnish as furnish_claims
from web.house_posts import furnish_posts
from web.house_supervision import furnish as furnish_supervision

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
Attended = Appointment.Status.ATTENDED


def small_picture(colour: tuple[int, int, int] = (40, 60, 190)) -> bytes:
    """A drawing small enough to be developed in no time, large enough to be measured."""
    image = Image.new("RGB", (320, 240), (250, 249, 245))
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 100, 180, 220), outline=(200, 40, 40), width=6)
    pen.polygon([(50, 100), (120, 30), (190, 100)], fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class House:
    """One practice: its people by who they are to the client, and the client's record, row by row."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark
        self.now: datetime = timezone.now()
        self.today = timezone.localdate(self.now)
        self._people()
        self._clients()
        self._consents_and_entries()
        self._calendar()
        self._sessions()
        self._works()
        self._drawings()
        self._measures()
        self._plan()
        self._notes()
        self._group()
        self._reports()
        furnish_supervision(self)
        furnish_posts(self)
        furnish_claims(self)
        self._ledger()
        self._ending()

    def says(self, words: str) -> str:
        """Words of this house."""
        return f"{self.mark} {words}".strip()

    def _person(self, who: Who, role: str) -> Person:
        return factories.person(role, name=self.says(f"{who.name.title()} Person"), profession=self.says("Trade"))

    def _people(self) -> None:
        roles = {
            Who.THERAPIST: Role.THERAPIST,
            Who.TRAINEE: Role.TRAINEE,
            Who.SUPERVISOR: Role.SUPERVISOR,
            Who.HEAD: Role.HEAD,
            Who.HEAD_ON_TEAM: Role.HEAD,
            Who.OTHER_TEAM: Role.THERAPIST,
            Who.LEFT_TEAM: Role.THERAPIST,
            Who.LEFT_PRACTICE: Role.THERAPIST,
            Who.FRONT_DESK: Role.FRONT_DESK,
        }
        self.people = {who: self._person(who, role) for who, role in roles.items()}
        self.by = self.people[Who.THERAPIST]
        self.trainee = self.people[Who.TRAINEE]
        factories.supervise(self.people[Who.SUPERVISOR], self.trainee)

    def _client(self, name: str, **fields: Any) -> Client:
        given, family = self.says(name), self.says("Family")
        client = factories.client(
            self.by,
            given_name=given,
            family_name=family,
            sort_name=f"{family} {given}".casefold(),
            preferred_name=given,
            language=self.says("Welsh"),
            phone=self.says("0170"),
            address=self.says("Garden Street"),
            pronouns=self.says("they"),
            birth_date=date(1984, 3, 2),
            **fields,
        )
        index_names(client)
        return client

    def _referral(self, client: Client, outcome: str) -> Referral:
        return Referral.add(
            chart=client.chart,
            received_on=self.today - 60 * DAY,
            source=Referral.Source.GP,
            source_name=self.says("Surgery"),
            reason=self.says("Sleeps badly"),
            outcome=outcome,
            taken_by=self.by,
        )

    def _clients(self) -> None:
        self.client = self._client("Ada")
        self.chart = self.client.chart
        for who, capacity in ((Who.TRAINEE, Capacity.TRAINEE), (Who.HEAD_ON_TEAM, Capacity.MEMBER)):
            self._grant(self.chart, who, capacity)
        self._grant(self.chart, Who.LEFT_TEAM, Capacity.MEMBER, until=self.today - DAY)
        self._grant(self.chart, Who.LEFT_PRACTICE, Capacity.MEMBER)
        self.referral = self._referral(self.client, Referral.Outcome.ACCEPTED)
        self.episode = Episode.add(
            chart=self.chart, referral=self.referral, lead=self.by, opened_on=self.today - 50 * DAY
        )
        self.waiting = self._beside("Bo", Client.Status.REFERRED)
        self.waiting_referral = self._referral(self.waiting, Referral.Outcome.WAITING)
        self.past = self._beside("Cy", Client.Status.DISCHARGED)
        self.fresh = self._beside("Di", Client.Status.IN_CARE)

    def _beside(self, name: str, status: str) -> Client:
        """Another client of the same team."""
        client = self._client(name, status=status)
        self._grant(client.chart, Who.TRAINEE, Capacity.TRAINEE)
        self._grant(client.chart, Who.HEAD_ON_TEAM, Capacity.MEMBER)
        return client

    def _grant(self, chart: Any, who: Who, capacity: str, **fields: Any) -> None:
        since = factories.LONG_AGO
        Grant.objects.create(chart=chart, person=self.people[who], capacity=capacity, since=since, **fields)

    def _consents_and_entries(self) -> None:
        decisions = factories.consent(self.client, by=self.by, assent=self.says("Yes"), witness=self.says("Witness"))
        factories.consent(self.fresh, by=self.by)
        self.decision: Decision = decisions[0]
        kept = {"chart": self.chart, "by": self.by, "at": self.now}
        self.guardian, self.ended_guardian = (
            clients.add_guardian(name=self.says(name), relation=self.says("Mother"), phone="1", **kept)
            for name in ("Eve", "Fay")
        )
        self.precaution, self.ended_precaution = (
            clients.add_precaution(kind="allergy", words=self.says(words), on=self.today, **kept)
            for words in ("Latex", "Glue")
        )
        self.contact, self.ended_contact = (
            clients.add_contact(name=self.says(name), role=self.says("Teacher"), **kept) for name in ("Gil", "Hal")
        )
        done = {"on": self.today, "by": self.by, "at": self.now}
        clients.end_guardian(guardian=self.ended_guardian, **done)
        clients.end_precaution(precaution=self.ended_precaution, **done)
        clients.end_contact(contact=self.ended_contact, **done)

    def _booked(self, starts_at: datetime, **fields: Any) -> Appointment:
        fields.setdefault("therapist", self.by)
        return Appointment.add(chart=self.chart, starts_at=starts_at, place=self.says("Studio"), **fields)

    def _calendar(self) -> None:
        self.coming = self._booked(self.now + 2 * DAY)
        self.due = self._booked(self.now - HOUR / 3, therapist=self.people[Who.HEAD_ON_TEAM])
        self.cancelled = self._booked(self.now + 6 * DAY, status=Appointment.Status.CANCELLED)

    def _session(self, opened_at: datetime, by: Person) -> Encounter:
        booked = self._booked(opened_at, therapist=by, status=Attended)
        return factories.encounter(
            self.client, by, appointment=booked, opened_at=opened_at, directive=self.says("Draw a bridge")
        )

    def _write(self, session: Encounter, pad: str, words: str, by: Person | None = None) -> None:
        encounters.write(
            encounter=session,
            pad=pad,
            words=self.says(words),
            client_key=f"{pad}-{session.pk}-{len(words)}",
            version=0,
            stamped_at=session.opened_at,
            by=by or self.by,
            at=session.opened_at,
        )

    def _sessions(self) -> None:
        self.session = self._session(self.now - HOUR / 6, self.by)
        self.closed = self._session(self.now - DAY, self.by)
        self.sealed = self._session(self.now - 7 * DAY, self.by)
        self.trainees = self._session(self.now - 8 * DAY, self.trainee)
        for session in (self.session, self.closed, self.sealed):
            self._write(session, "seen", "Pressed hard with the brush")
        self._write(self.trainees, "seen", "Held the brush like a spoon", self.trainee)
        for pad in ("said", "hypothesis", "response"):
            self._write(self.session, pad, f"Something {pad}")
        self._write(self.session, "seen", "Struck later")
        entries = Observation.of_chart(self.chart).filter(encounter=self.session, kind="seen").order_by("pk")
        self.entry, self.struck = entries[0], entries[1]
        encounters.strike(entry=self.struck, by=self.by, at=self.now)
        self.closed = encounters.close_session(encounter=self.closed, by=self.by, at=self.now)
        encounters.note_medium(encounter=self.session, medium=self.says("Clay"), by=self.by, at=self.now)

    def _hang(self, title: str, key: str, **fields: Any) -> Any:
        return artworks.keep_artwork(
            chart=self.chart,
            original=small_picture(),
            original_name=self.says(f"{title}.png"),
            upload_key=f"{self.mark}-{key}",
            made_on=self.today,
            title=self.says(title),
            media=self.says("Ink"),
            series=self.says("Bridges"),
            directive=self.says("Draw a bridge"),
            by=self.by,
            at=self.now,
            **fields,
        )

    def _works(self) -> None:
        self.work = self._hang("The red bridge", "one", encounter=self.session)
        self.retracted = self._hang("The grey bridge", "two")
        self.photograph = Photograph.of_chart(self.chart).get(artwork=self.work)
        self.run: MeasurementRun = artworks.measure(photograph=self.photograph, by=self.by, at=self.now)
        artworks.open_review(chart=self.chart, by=self.by, at=self.now)
        artworks.retract(artwork=self.retracted, by=self.by, at=self.now)
        self.disposition = Disposition.of_chart(self.chart).get(artwork=self.work)

    def _drawings(self) -> None:
        self.drawing, finished = self._sheet(), self._sheet()
        self.drawn = artworks.finish_drawing(drawing=finished, media=self.says("On screen"), by=self.by, at=self.now)

    def _sheet(self) -> Drawing:
        laid = artworks.begin_drawing(encounter=self.session, by=self.by, at=self.now)
        log = write_log(every_tool(width=160, height=120))
        return artworks.add_to_drawing(drawing=laid, offset=0, content=log, by=self.by, at=self.now)

    def _measures(self) -> None:
        kept = {"chart": self.chart, "by": self.by, "at": self.now}
        given = {"given_on": self.today, "mode": "paper", **kept}
        self.giving = outcomes.give(
            instrument="phq-9", answers=[1] * 8 + [2], entry_key="0" * 36, encounter=self.session, **given
        )
        self.prompt = SafetyPrompt.of_chart(self.chart).get(giving=self.giving)
        self.form = outcomes.import_form(questionnaire=form_of(), by=self.by, at=self.now).form
        plan = {"every_weeks": 2, "next_due": self.today, **kept}
        self.schedule = outcomes.schedule(instrument="phq-9", **plan)
        ended = outcomes.schedule(instrument="gad-7", **plan)
        self.ended_schedule = outcomes.end_schedule(schedule=ended, by=self.by, at=self.now)

    def _plan(self) -> None:
        done = {"by": self.by, "at": self.now}
        self._new_plan()
        for _version in range(2):
            draft = records.draft_plan(chart=self.chart, **done)
            goal = Goal.of_chart(self.chart).filter(plan=draft).first()
            records.change_part(part=goal, version=goal.version, words=self.says(f"Goal {draft.number}"), **done)
            if draft.number == 2:
                self.plan = records.agree(plan=draft, on=self.today, agreed_with=self.says("Ada"), **done)
        self.draft = draft
        rows = {kind: kind.of_chart(self.chart).order_by("-pk") for kind in (Need, Goal, Objective, Intervention)}
        self.need = rows[Need].filter(plan=self.draft).first()
        self.intervention = rows[Intervention].filter(objective__goal__plan=self.draft).first()
        self.goal = rows[Goal].filter(plan=self.plan).first()
        self.objective = rows[Objective].filter(goal=self.goal).first()
        records.rate_goal(goal=self.goal, level=1, on=self.today, encounter=self.closed, **done)

    def _new_plan(self) -> None:
        done = {"by": self.by, "at": self.now}
        plan = records.draft_plan(chart=self.chart, **done)
        need = records.add_need(plan=plan, words=self.says("To be with others"), **done)
        levels = tuple(self.says(step) for step in factories.STEPS)
        goal = records.add_goal(
            need=need, words=self.says("Sit with the others"), measured_by=self.says("Counted"), levels=levels, **done
        )
        objective = records.add_objective(goal=goal, words=self.says("Stay ten minutes"), **done)
        records.add_intervention(objective=objective, words=self.says("Table"), media=self.says("Clay"), **done)
        records.agree(plan=plan, on=self.today, agreed_with=self.says("Ada"), **done)

    def _notes(self) -> None:
        records.draft_note(encounter=self.closed, by=self.by, at=self.now)
        self.note = self._sealed_note(self.sealed, self.by)
        self.trainees_note = self._sealed_note(self.trainees, self.trainee)
        records.amend_note(
            note=self.note, words=self.says("Added"), reason=self.says("Forgotten"), by=self.by, at=self.now
        )
        records.write_process_note(
            encounter=self.closed, words=self.says("My own thoughts"), version=0, by=self.by, at=self.now
        )

    def _sealed_note(self, session: Encounter, by: Person) -> Any:
        note = records.draft_note(encounter=session, by=by, at=self.now)
        return records.sign_note(note=note, by=by, at=self.now)

    def _group(self) -> None:
        done = {"by": self.by, "at": self.now}
        self.group = encounters.form_group(name=self.says("Tuesday studio"), therapist=self.by, **done)
        self.membership = encounters.join_group(group=self.group, chart=self.chart, **done)
        self.meeting = encounters.book_meeting(
            group=self.group,
            starts_at=self.now + 4 * DAY,
            minutes=60,
            place=self.says("Studio"),
            entry_key=f"m{self.group.pk}",
            **done,
        )[0].meeting

    def _reports(self) -> None:
        self.report = self._report(self.by)
        self.sentence = next(one["id"] for part in self.report.body for one in part["sentences"])
        self.trainees_report = records.sign_report(report=self._report(self.trainee), by=self.trainee, at=self.now)

    def _report(self, by: Person) -> Any:
        return records.draft_report(
            chart=self.chart,
            kind="progress",
            period_from=self.today - 30 * DAY,
            period_to=self.today,
            by=by,
            at=self.now,
            entry_key=new_public_id(),
        )

    @staticmethod
    def _asked_for(what: str, done: dict[str, Any]) -> Any:
        return ledger.ask_for(what=what, amount="", why="", entry_key=new_public_id(), **done)

    def _ledger(self) -> None:
        done = {"by": self.by, "at": self.now}
        tried = {"on": self.today, "usual_minutes": 30, "minutes": 10, "result": "minor", "mode": "helped"}
        # A policy is its writer's: the second house has one for another task.
        place = {"occupation": "29-1129.01", "task_id": "19160" if self.mark else "19154"}
        self.logged = ledger.log_work(
            kind="supplies", on=self.today, minutes=20, mode="alone", entry_key=new_public_id(), **done
        )
        asked = [self._asked_for(what, done) for what in ("Clay", "Brushes", "Glue")]
        self.supply, self.bought = asked[0], ledger.buy(supply=asked[1], minutes=15, **done)
        self.unwanted = ledger.take_off(supply=asked[2], **done)
        standing = ledger_queries.policy_for(place["task_id"]).policy
        ledger.write_policy(
            stance="human_with_ai",
            reason="Tried out",
            review_on=self.today + 90 * DAY,
            answers=self.by,
            number=standing.number if standing else 0,
            **place,
            **done,
        )
        self.trial = ledger.record_trial(entry_key=new_public_id(), **tried, **place, **done)
        self.table = ledger.propose_table(
            kind="labels",
            occupation="29-1129.01",
            content=f"Task ID,exposure:{self.mark or 'us'}\n19154,E1\n".encode(),
            title=self.says("Labels"),
            source="Team day",
            licence="own",
            released="2026",
            **done,
        )

    def _ending(self) -> None:
        """Last of all: from here on nobody who left comes in any more."""
        referral = self._referral(self.fresh, Referral.Outcome.ACCEPTED)
        Episode.add(chart=self.fresh.chart, referral=referral, lead=self.by, opened_on=self.today - DAY)
        self.discharge = records.begin_discharge(chart=self.chart, by=self.by, at=self.now)
        left = self.people[Who.LEFT_PRACTICE]
        left.is_active = False
        left.save(update_fields=["is_active"])
