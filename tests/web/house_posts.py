"""The posts of a house: one whose panel sits, one that was graded twice and appealed against once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Agreed, Grading, Holding, Judgement, Post
from pentimento.profession.grading.queries.schemes import schemes
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.profession.occupations import actions as arriving
from pentimento.trust import activity
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person
from web.access_table import Who

SETTLED = {9: "2(a)", 11: "1", 13: "2(a)", 14: "4(b)", 16: "2(a)"}


class Posts:
    """Rows of grading. The panel has ``members`` and somebody without an account."""

    def __init__(
        self, *, head: Person, holder: Person, members: tuple[Person, ...], mark: str, now: datetime, key: str
    ) -> None:
        self.head, self.holder, self.members, self.mark, self.now = head, holder, members, mark, now
        self.today = timezone.localdate(now)
        self.shelved = schemes()[0]
        self.post = self._post("Art therapist")
        self.graded_post = self._post("Art therapist, schools")
        self.spare_post, self.ended_post = self._post("Art therapist, nights"), self._post("Art therapist, days")
        self.grading = self._opened(self.post)
        self.appealed = self._decided()
        self.uncontested = self._decided()
        done: dict[str, Any] = {"at": now}
        self.appeal = actions.appeal(grading=self.appealed, grounds="Too low", by=holder, **done)
        self.put_aside = self._set_aside()
        actions.end_post(post=self.ended_post, on=self.today, reason=self._says("Moved"), by=head, **done)
        self.seat = seats_of(self.grading)[0]
        self.holding = Holding.of(post=self.post).get()
        told = {"grading": self.grading, "factor": 9, "kind": "told", "by": head, **done}
        self.evidence = actions.add_evidence(words=self._says("Teaches"), **told)
        self.struck = actions.add_evidence(words=self._says("Sings"), **told)
        actions.strike_evidence(evidence=self.struck, by=head, **done)
        self._logged(key)
        kept: dict[str, Any] = {"name": self._says("db.zip"), "version": "", "size": 1, "tables": 1}
        self.arrival = arriving.announce(**kept, by=head, at=now)
        arriving.end_arrival(arrival=self.arrival, words=self._says("Not read"), at=now)

    def _says(self, words: str) -> str:
        return f"{self.mark} {words}".strip()

    def _post(self, title: str) -> Post:
        return actions.add_post(
            title=self._says(title),
            team=self._says("Studio"),
            holders=[self.holder],
            words=self._says("Holds sessions.\n\nTeaches."),
            agreed_on=self.today,
            by=self.head,
            at=self.now,
        )

    def _opened(self, post: Post) -> Grading:
        """A panel whose sheet is filled in, row by row and without the trail, which is not what is tested here."""
        done: dict[str, Any] = {"by": self.head, "at": self.now}
        people = [(person, "staff") for person in self.members]
        grading = actions.open_grading(post=post, shelved=self.shelved, profile="therapist", people=people, **done)
        actions.take_seat(grading=grading, person=None, name=self._says("Una"), side="outside", **done)
        for cell in self.shelved.scheme.profile("therapist").cells:
            written = {"factor": cell.factor, "levels": SETTLED.get(cell.factor, cell.levels.text)}
            for seat in seats_of(grading):
                Judgement.add(seat=seat, written_by=self.head, written_at=self.now, **written)
            Agreed.add(grading=grading, reason=self._says("So"), recorded_by=self.head, recorded_at=self.now, **written)
        return grading

    def _set_aside(self) -> Grading:
        done: dict[str, Any] = {"by": self.head, "at": self.now}
        people = [(person, "staff") for person in self.members]
        kept = {"post": self.spare_post, "shelved": self.shelved, "profile": "therapist"}
        grading = actions.open_grading(people=people, **kept, **done)
        return actions.set_aside(grading=grading, reason=self._says("Wrong post"), **done)

    def _decided(self) -> Grading:
        grading = self._opened(self.graded_post)
        actions.decide(
            grading=grading,
            result="profile match",
            band="7",
            reasons=self._says("All agree"),
            decided_on=self.today,
            by=self.head,
            at=self.now,
        )
        return grading

    def _logged(self, key: str) -> None:
        for person in (self.head, self.holder):
            activity.log(
                person=person, kind="office", on=self.today, minutes=60, mode="alone", entry_key=key, at=self.now
            )


def furnish_posts(house: Any) -> None:
    """The trainee holds both posts; the leading therapist and the supervisor sit on their panels."""
    people = house.people
    house.posts = Posts(
        head=people[Who.HEAD],
        holder=people[Who.TRAINEE],
        members=(people[Who.THERAPIST], people[Who.SUPERVISOR]),
        mark=house.mark,
        now=house.now,
        key=new_public_id(),
    )
