"""The profession half as a trainee, a supervisor and the head of service walk it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from browser.person import Person

PASSWORD = "lantern yard at dusk"
HOUSE = "@lanternyard.example.org"
STATEMENT = "Matching media to the moment"
HOW = "I put out two media and wait. When the brush runs away with somebody I offer the wax crayon."
SEEN = "I watched it twice through the screen. The waiting is the skill."
PANEL = (("Una Outside", "From outside"), ("Ottoline Staff", "For the staff"), ("Magnus Service", "For the service"))
# The therapist's printed profile, its open factors settled.
SETTLED = {9: "2(a)", 11: "1", 13: "2(a)", 14: "4(b)", 16: "2(a)"}


def comes_in(person: Person, name: str) -> None:
    """Sign in as somebody of the made-up practice."""
    person.signs_in(f"{name}{HOUSE}", PASSWORD)


def logs_time_in_two_taps(perry: Person) -> None:
    """What it was, then how long; the row of the ledger knows more hours afterwards."""
    perry.goes("/ledger/tasks/19160/")
    before = _hours(perry)
    perry.goes("/ledger/log/")
    perry.ticks("Reading research")
    perry.presses("180", exact=True)
    perry.sees("180 minutes logged: Reading research.")
    perry.goes("/ledger/tasks/19160/")
    assert _hours(perry) == before + 3


def _hours(perry: Person) -> float:
    words = perry.page.get_by_text(re.compile(r"hours in twelve months")).inner_text()
    return float(words.split()[0].replace(",", ""))


def reads_why(perry: Person) -> None:
    """A row of the ledger, and the page that shows inputs, formula and version behind each of its figures."""
    perry.goes("/ledger/")
    perry.sees("Exposure is not displacement")
    perry.follows(re.compile("research", re.IGNORECASE), within=perry.page.locator("table.ledger"))
    perry.sees_heading("What raters said")
    figure = perry.page.locator("#figure-risk")
    expect(figure).to_contain_text("%")
    figure.locator("summary").click()
    expect(figure.locator(".formula")).to_be_visible()
    expect(figure.locator("dl")).to_contain_text(re.compile(r"\d"))
    perry.sees_heading("What the studio lets AI do")


def says_where_they_stand(perry: Person) -> None:
    """One domain of the framework, statement by statement."""
    perry.goes("/portfolio/gaps/")
    perry.sees("Nothing is added up and nobody is compared.")
    perry.page.locator("main .rows a.row-link").first.click()
    first = perry.page.locator(".stands li").first
    perry.ticks("With support", within=first)
    perry.writes("With the door open.", "In a few words", within=first)
    perry.presses("Keep", exact=True)
    expect(perry.page.locator("main")).to_be_visible()


def claims_with_evidence(perry: Person) -> str:
    """A statement is claimed, a note of their own linked, and it goes to the supervisor. Answers its address."""
    perry.goes("/portfolio/frameworks/")
    perry.page.locator("main .rows a.row-link").first.click()
    perry.follows(re.compile(STATEMENT))
    perry.sees_heading("What it rests on")
    perry.presses("Claim this")
    perry.writes(HOW, "How I do this")
    perry.chooses("Rosalind Okonjo-Vale", "To be verified by")
    perry.presses("Keep", exact=True)
    links_a_note(perry)
    perry.presses("Send to be verified")
    perry.sees("With Rosalind Okonjo-Vale.")
    return perry.page.url


def links_a_note(perry: Person) -> None:
    """Choose a client, then a note; only the reference goes along."""
    address = perry.page.url
    number = 0
    while True:
        perry.goes(address)
        perry.follows("Link something from the record")
        perry.page.locator("main .rows a.row-link").nth(number).click()
        notes = perry.page.locator("main label.option").filter(has_text="Session note")
        if notes.count():
            break
        number += 1
    notes.first.click()
    perry.writes("Where the crayon comes out", "What it shows")
    perry.presses("Link it")
    perry.sees("Where the crayon comes out")


def finds_it_on_today(rosalind: Person, claim: str) -> None:
    """The claim waits on the page that the day begins with."""
    rosalind.sees_heading("Claims to verify")
    row = rosalind.page.get_by_role("listitem").filter(has=rosalind.page.locator(f"a[href='{_path(claim)}']"))
    expect(row).to_contain_text("Perry Goldfinch")
    row.get_by_role("link").first.click()
    rosalind.sees(HOW)


def verifies(rosalind: Person) -> None:
    """Reads the evidence as far as it is open, comments, and signs off with the password."""
    claim = rosalind.page.url
    rosalind.follows("A session note")
    rosalind.sees_heading("Session note")
    rosalind.goes(claim)
    rosalind.unfolds("Comment")
    rosalind.writes("Say in supervision how long you wait.", "Comment")
    rosalind.presses("Say it")
    rosalind.sees("Say in supervision how long you wait.")
    rosalind.writes(SEEN, "What you saw that convinced you")
    rosalind.writes(PASSWORD, "Your password")
    rosalind.presses("Verify and seal")
    rosalind.sees_heading("Seals")
    rosalind.sees("Verified", "whole")


def finds_it_locked(perry: Person, claim: str) -> None:
    """Sealed: nothing to write in, the seal in sight; only the supervisor could reopen it."""
    perry.goes(claim)
    perry.sees(HOW, SEEN, "Verified")
    expect(perry.page.get_by_label("How I do this")).to_have_count(0)
    expect(perry.page.get_by_role("button", name="Send to be verified")).to_have_count(0)
    expect(perry.page.get_by_role("button", name="Reopen claim")).to_have_count(0)


def issues_a_badge(rosalind: Person) -> None:
    """For what was verified; the issuer is called what the practice calls itself."""
    rosalind.goes("/portfolio/badges/")
    row = rosalind.page.get_by_role("listitem").filter(has_text="Perry Goldfinch").filter(has_text="media").first
    row.get_by_role("button", name="Issue badge").click()
    rosalind.sees("Issued the badge.")


def looks_at_the_hours(perry: Person) -> None:
    """The chart of months, letters large enough on a telephone, and what is short."""
    perry.goes("/portfolio/hours/")
    chart = perry.page.locator("svg.hours-svg")
    expect(chart.locator("g.month")).to_have_count(12)
    size = chart.locator("text").first.evaluate("one => one.getBoundingClientRect().height")
    assert size >= 12, f"letters of the chart are {size} px high"
    perry.sees("Which rule says so")


def takes_the_framework_out(perry: Person, into: Path) -> None:
    """The framework as CASE, to be read by other programs."""
    perry.goes("/portfolio/frameworks/")
    perry.page.locator("main .rows a.row-link").first.click()
    file = perry.downloads("CASE 1.1", into)
    content = json.loads(file.read_text(encoding="utf-8"))
    assert any(STATEMENT in json.dumps(one) for one in content["CFItems"])


def adds_a_post(augusta: Person) -> None:
    """A job description, a paragraph for each duty."""
    augusta.goes("/grading/")
    augusta.follows("Add a post")
    augusta.writes("Art therapist, night clinic", "Title of the post")
    augusta.writes("Holds sessions.\n\nSupervises one trainee each week.", "Job description")
    augusta.presses("Add post")
    augusta.sees("Post added.")


def opens_and_sets_aside(augusta: Person) -> None:
    """Opened against the wrong profile, set aside with a reason, taken up again by the undo, set aside for good."""
    _opens_a_panel(augusta, re.compile("Entry"))
    augusta.follows("Set aside")
    augusta.writes("The wrong profile.", "Why it is set aside")
    augusta.presses("Set aside", exact=True)
    augusta.presses("Undo")
    augusta.sees_heading("What the levels come to")
    augusta.follows("Panel", exact=True)
    augusta.follows("Set aside")
    augusta.writes("The wrong profile.", "Why it is set aside")
    augusta.presses("Set aside", exact=True)
    augusta.sees("The wrong profile.")


def _opens_a_panel(augusta: Person, profile: re.Pattern[str]) -> None:
    augusta.follows("Open a panel")
    augusta.page.locator("main label.option").filter(has_text=profile).first.click()
    augusta.presses("Open the panel")


def names_a_panel(augusta: Person) -> None:
    """Three people from outside, for whom the head of service writes."""
    _opens_a_panel(augusta, re.compile(r"^\s*Arts Therapist, band 6|^\s*Arts Therapist, "))
    for name, side in PANEL:
        augusta.writes(name, "Or somebody else, by name")
        augusta.chooses(side, "Speaks")
        augusta.presses("Name to the panel")
        augusta.sees(name)
    augusta.follows("To the matching sheet")


def grades_factor_by_factor(augusta: Person) -> None:
    """Each member's level, then the one agreed on, for every factor there is."""
    augusta.page.locator("main table a").first.click()
    augusta.presses("Cite under this factor")
    number = 0
    while True:
        number += 1
        augusta.sees_heading(re.compile(rf"^{number}\. "))
        _settles(augusta, _level(augusta, number))
        onward = augusta.page.get_by_role("link", name="Next factor")
        if not onward.count():
            break
        onward.click()
    augusta.follows("Matching sheet")


def _level(augusta: Person, number: int) -> str:
    printed = augusta.page.get_by_text(re.compile(r" prints .+ here\.$")).inner_text()
    return SETTLED.get(number, printed.split(" prints ")[1].removesuffix(" here."))


def _settles(augusta: Person, level: str) -> None:
    members = augusta.page.locator("section[aria-labelledby=said] > ul > li")
    for place in range(len(PANEL)):
        _sends(members.nth(place).locator("form"), level)
        expect(members.nth(place).locator("b.num")).to_have_text(level)
    agreed = augusta.page.locator("section[aria-labelledby=agreed]")
    agreed.get_by_label("Why").fill("As it is written.")
    _sends(agreed.locator("form"), level)
    expect(agreed.locator("p.result b")).to_have_text(level)


def _sends(form: Locator, level: str) -> None:
    form.get_by_label("Level").fill(level)
    form.get_by_role("button").click()


def opens_their_whole_sheet(imogen: Person) -> None:
    """A member of a panel that sits, from the list of posts to every factor on one page."""
    imogen.goes("/grading/")
    imogen.follows("Art therapist, children and schools")
    imogen.follows("Open the matching sheet")
    imogen.follows("Give my levels")
    imogen.sees_heading("All your levels")


def corrects_two_levels_by_keyboard(imogen: Person) -> None:
    """From field to field with the tab key; a wrong row is named, nothing typed is lost, and Enter saves the sheet."""
    keys, first = imogen.page.keyboard, imogen.page.locator("#id_f1-levels")
    first.fill("5(c)")
    for words in ("Meetings about children at risk.", None, "99"):  # the reason, what the levels mean, the next factor
        keys.press("Tab")
        if words:
            keys.type(words)
    keys.press("Enter")
    imogen.sees("Nothing was saved yet", re.compile("Factor 2 has no level 99"))
    expect(imogen.page.locator("#id_f1-reason")).to_have_value("Meetings about children at risk.")
    imogen.page.locator("#id_f2-levels").fill("6")
    keys.press("Enter")
    imogen.sees("2 factors saved.")
    expect(first).to_have_value("5(c)")


def sheets_printed(person: Person, address: str) -> list[tuple[float, float]]:
    """How wide and high, in points, each sheet is that comes out of the printer."""
    person.goes(address)
    paper = person.page.pdf(format="A4", prefer_css_page_size=True).decode("latin-1")
    found = re.findall(r"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", paper)
    return [(float(across), float(down)) for across, down in found]


def records_the_outcome(augusta: Person) -> None:
    """The panel chooses the band the levels come to; sealed, it stays as it was decided."""
    augusta.sees("Profile match")
    band = augusta.page.locator("dl.facts dt", has_text=re.compile("^Band$")).locator("xpath=following-sibling::dd")
    found = band.inner_text().strip()
    augusta.follows("Record the outcome")
    augusta.page.locator("main label.option").filter(has_text="Profile match").click()
    augusta.page.locator("main select[name=band]").select_option(label=found)  # “Band match” is a label too
    augusta.writes("Every level is the profile's.", "Reasons of the panel")
    augusta.writes(PASSWORD, "Your password")
    augusta.presses("Seal the outcome")
    augusta.sees("Outcome sealed.", f"Band {found}")
    expect(augusta.page.get_by_role("link", name="Record the outcome")).to_have_count(0)


def brings_a_wrong_release(augusta: Person, file: Path) -> None:
    """A file that is no release meets one sentence."""
    augusta.goes("/occupations/releases/")
    augusta.follows("Bring a release in")
    augusta.page.locator("main input[type=file]").set_input_files(file)
    augusta.presses("Send the release")
    augusta.sees("neither a folder nor a ZIP")


def brings_a_release(augusta: Person, file: Path) -> None:
    """A right one is read by itself, and the page says when it is kept."""
    augusta.page.locator("main input[type=file]").set_input_files(file)
    augusta.presses("Send the release")
    augusta.sees("O*NET 30.1 is kept")
    augusta.follows("Look an occupation up")
    augusta.sees("Music Therapists")


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]
