"""The first part of an episode: a client comes, is taken on, answers about consent, and agrees a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from browser.person import Person


@dataclass(frozen=True)
class Story:
    """Who the episode is about."""

    family_name: str
    picture: Path
    given_name: str = "Mira"
    born: str = "2011-03-14"
    guardian: str = "Jon Halvorsen"
    time: str = "10:00"
    goal: str = "I want to say no without shouting"
    objective: str = "Chooses the colours before anybody else does, once each session"

    @property
    def name(self) -> str:
        """As she is called on every page."""
        return f"{self.given_name} {self.family_name}"


def refers_and_takes_on(ada: Person, story: Story) -> None:
    """A referral with reason and source, then the decision."""
    ada.follows("Clients", exact=True)
    ada.follows("Refer a client")
    ada.writes("Quiet since the move. Draws at home, would like somebody to look with her.", "Why art therapy")
    ada.chooses("School or college", "Who asked for therapy")
    ada.writes("Ms Brandt, Hill School", "Their name and place of work")
    ada.writes(story.given_name, "First or only name")
    ada.writes(story.family_name, "Family name")
    ada.writes("she/her", "Pronouns")
    ada.writes(story.born, "Birth date")
    ada.presses("Record referral")
    ada.sees_heading(story.name)
    ada.opens_tab("Details")
    ada.follows("Decide on the referral")
    ada.sees("Quiet since the move. Draws at home, would like somebody to look with her.")
    ada.sees("School or college, Ms Brandt, Hill School")
    ada.ticks("Take on")
    ada.presses("Record decision")
    ada.opens_tab("Details")
    ada.sees_heading("In therapy")
    ada.sees("14 March 2011, 15 years")


def notes_what_to_mind(ada: Person, story: Story) -> None:
    """Details are put right, a precaution stands at the head of every page, a guardian may consent."""
    ada.unfolds("Change these details")
    ada.writes("English, Norwegian", "Language")
    ada.presses("Save details")
    ada.sees("English, Norwegian")
    ada.unfolds("Add a precaution")
    ada.ticks("Allergy")
    ada.writes("Latex: no rubber gloves, no liquid masking", "In a few words")
    ada.presses("Add precaution")
    ada.sees("Latex: no rubber gloves, no liquid masking")
    ada.unfolds("Add a guardian")
    guardians = ada.page.locator("#guardians")
    ada.writes(story.guardian, "Name", within=guardians)
    ada.writes("father", "Relation, such as mother", within=guardians)
    ada.ticks("May consent for the client", within=guardians)
    ada.presses("Add guardian")
    ada.sees(f"{story.guardian}, father", "may consent")
    expect(ada.page.locator("#team")).to_contain_text("Ada Moreau")


def records_consent(ada: Person, story: Story) -> None:
    """By act: under 16 the guardian says yes and the child's own words stand beside it."""
    ada.opens_tab("Consent")
    ada.sees("Not asked yet", "Under 16, a guardian who may consent says yes")
    record = ada.page.locator("#record")
    for act in ("Keep in the record", "Photograph", "Share with the care team", "Show in supervision"):
        ada.ticks(act, within=record)
    ada.ticks("Yes", within=record)
    ada.ticks(f"{story.guardian}, father", within=record)
    ada.writes("You can show it, but not to my class.", "In the client's own words", within=record)
    ada.presses("Record answer")
    expect(ada.page.locator("main .mark").filter(has_text="Agreed")).to_have_count(4)
    ada.sees_no("Not asked yet")


def agrees_a_plan(ada: Person, story: Story) -> None:
    """Need, goal with its five steps, objective, what is offered; agreed with the client on a day."""
    ada.opens_tab("Plan")
    ada.sees("There is no plan yet")
    ada.presses("Begin a plan")
    ada.writes("To be heard when something is too much", "Need")
    ada.presses("Add", exact=True)
    ada.follows("Add a goal")
    ada.writes(story.goal, "Goal, in the client's words")
    ada.writes("At home and at school, told by herself", "How we will notice")
    for step, words in _steps().items():
        ada.writes(words, step)
    ada.presses("Add", exact=True)
    ada.follows("Add an objective")
    ada.writes(story.objective, "Objective")
    ada.presses("Add", exact=True)
    ada.follows("Add what you offer")
    ada.writes("Large sheet on the floor, one colour at a time", "What you offer")
    ada.writes("chalk, large paper", "Media")
    ada.presses("Add", exact=True)
    ada.sees("Large sheet on the floor, one colour at a time")
    ada.follows("Agree with the client")
    ada.writes(f"{story.given_name} and her father", "Agreed with")
    ada.presses("Record the agreement")
    ada.sees_heading("Plan, version 1")
    ada.sees(f"Agreed with {story.given_name} and her father", "says it in words, and it is heard")


def _steps() -> dict[str, str]:
    return {
        "+2: much more": "says it in words, and it is heard",
        "+1: more than": "says it in words",
        "0: what you expect": "walks away before shouting",
        "−1: less than": "shouts, and talks about it later",
        "−2: where it may stay": "shouts",
    }
