"""A post, a panel and people around them, for tests of grading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import factories
from factories import NOON
from pentimento.core.jobeval.scheme import Scheme
from pentimento.profession.grading import actions
from pentimento.profession.grading.models import Grading, Outcome, Post
from pentimento.profession.grading.queries import posts, schemes
from pentimento.profession.grading.queries.sheet import Sheet, seats_of, sheet_of
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

WORDS = """Holds sessions of art therapy with adults, alone and in groups.
Supervises one trainee each week and teaches at the university twice a year.

Keeps the stock of materials and counts sharps with a colleague."""
TODAY = NOON.date()
DAY = timedelta(days=1)
# The therapist's profile with its open factors settled.
LEVELS = {9: "2(a)", 11: "1", 13: "2(a)", 14: "4(b)", 16: "2(a)"}


@dataclass
class Cast:
    """Who is there: a head, the holder of the post, a panel of three, and somebody with nothing to do with it."""

    head: Person
    holder: Person
    panel: tuple[Person, Person, Person]
    stranger: Person
    post: Post

    @property
    def scheme(self) -> Scheme:
        return schemes.schemes()[0].scheme

    def opened(self, **more: Any) -> Grading:
        """A panel of three against the therapist's profile."""
        people = [(self.panel[0], "management"), (self.panel[1], "staff"), (self.panel[2], "staff")]
        return actions.open_grading(
            post=self.post,
            shelved=schemes.schemes()[0],
            profile=more.pop("profile", "therapist"),
            people=more.pop("people", people),
            by=more.pop("by", self.head),
            at=more.pop("at", NOON),
        )

    def levels(self, **changed: str) -> dict[int, str]:
        """A level for every factor."""
        profile = self.scheme.profile("therapist")
        plain = {cell.factor: cell.levels.text for cell in profile.cells}
        return {**plain, **LEVELS, **{int(name[1:]): text for name, text in changed.items()}}

    def filled(self, grading: Grading, **changed: str) -> Grading:
        """Everybody gives a level for every factor, and they agree."""
        for factor, text in self.levels(**changed).items():
            for seat in seats_of(grading):
                by = seat.person or self.head
                actions.judge(seat=seat, factor=factor, levels=text, reason="", version=0, by=by, at=NOON)
            actions.agree(
                grading=grading, factor=factor, levels=text, reason="As it says.", version=0, by=self.head, at=NOON
            )
        return grading

    def decided(self, grading: Grading, **more: Any) -> Outcome:
        """The panel decides on a profile match in band 7."""
        decision = {"result": "profile match", "band": "7", "reasons": "All agree.", "decided_on": TODAY, **more}
        return actions.decide(
            grading=grading, by=decision.pop("by", self.head), at=decision.pop("at", NOON), **decision
        )

    def sheet(self, viewer: Person, grading: Grading, *, on: date = TODAY) -> Sheet:
        """The sheet as somebody sees it."""
        return sheet_of(viewer, posts.grading_for(viewer, self.post, grading.public_id), on=on)


def cast() -> Cast:
    """Everybody, and a post with a description and a holder."""
    head, holder = factories.person(Role.HEAD), factories.person()
    panel = (factories.person(Role.SUPERVISOR), factories.person(), factories.person())
    post = actions.add_post(
        title="Art therapist, adults",
        team="Community",
        holders=[holder],
        words=WORDS,
        agreed_on=TODAY,
        by=head,
        at=NOON,
    )
    return Cast(head, holder, panel, factories.person(), post)
