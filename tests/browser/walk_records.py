"""What is made of the session: the sealed note, the wall, the report, the ending."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pypdf
from playwright.sync_api import expect

from browser.person import PASSWORD, Person
from browser.walk_arrival import Story
from browser.walk_session import PADS

AMENDMENT = "The house was drawn in pencil first; the pastel came over it."
WHY = "Seen again on the photograph"
UNSUPPORTED = "Her sleep has improved a great deal."
OPINION = "I think the studio has become a place she can count on."
ELEMENTS = (
    "Filled area",
    "Used space",
    "Number of colours",
    "Palette",
    "Saturation",
    "Brightness",
    "Symmetry",
    "Rotation",
)


def seals_the_note(ada: Person, story: Story) -> None:
    """The draft holds what was recorded, keeps the private response out, and is sealed with the password."""
    ada.follows("Go to the note")
    text = " ".join(area.input_value() for area in ada.page.locator("textarea[name^=section_]").all())
    for expected in (PADS["seen"], PADS["said"], "The quiet house", story.objective):
        assert expected in text, f"not in the draft of the note: {expected}"
    assert PADS["response"] not in text
    ada.writes("wrong password", "Your password")
    ada.presses("Seal note")
    ada.sees(re.compile("password", re.IGNORECASE))
    expect(ada.page.locator(".seal")).to_have_count(0)
    ada.writes(PASSWORD, "Your password")
    ada.presses("Seal note")
    ada.sees("Seal whole")
    expect(ada.page.locator("article.sealed .seal")).to_contain_text("Ada Moreau")


def amends_the_note(ada: Person, _story: Story) -> None:
    """An amendment is a new layer; both stay readable."""
    ada.unfolds("Amend this note")
    ada.writes(AMENDMENT, "What is added or put right")
    ada.writes(WHY, "Why")
    ada.writes(PASSWORD, "Your password")
    ada.presses("Seal amendment")
    expect(ada.page.locator("article.layer")).to_contain_text(AMENDMENT)
    expect(ada.page.locator("article.sealed.under")).to_contain_text(PADS["seen"])
    ada.sees("Seal whole")


def looks_at_the_work(ada: Person, _story: Story) -> None:
    """The wall, then the work: turned, closer, and every one of the eight elements laid over the picture."""
    ada.opens_tab("Wall")
    ada.sees("1 work", "The quiet house")
    ada.page.locator("a.work").first.click()
    table = ada.page.get_by_role("dialog", name="The picture, large")
    expect(table).to_be_visible()
    ada.follows("Open its page", within=table)
    ada.sees_heading("Formal elements")
    figure = ada.page.locator("[data-viewer]")
    told = [name for name in ELEMENTS if _shows_on_the_picture(ada, name)]
    assert len(told) >= 6, f"only these could be told: {told}"
    ada.presses("Closer", within=figure)
    ada.presses("The whole picture", within=figure)
    with ada.page.expect_response(re.compile("/rotate/")) as turned:
        ada.presses("Turn", within=figure)
    assert turned.value.ok, f"turning: {turned.value.status}"
    ada.page.reload()
    ada.sees_heading("Formal elements")


def _shows_on_the_picture(ada: Person, name: str) -> bool:
    """Lay one element over the picture. A pencil drawing has no palette: then the page says why it cannot tell."""
    element = ada.page.locator(".element").filter(has=ada.page.get_by_role("heading", name=name, exact=True))
    expect(element).to_be_visible()
    if element.get_by_text("Cannot tell", exact=True).count():
        expect(element.locator(".element-note")).not_to_be_empty()
        return False
    show = element.get_by_role("button", name=re.compile("^Show on the picture"))
    with ada.page.expect_response(re.compile("/overlay/")) as answer:
        show.click()
    assert answer.value.ok, f"overlay of {name}: {answer.value.status}"
    expect(show).to_have_attribute("aria-pressed", "true")
    expect(ada.page.locator(".picture")).to_be_in_viewport(ratio=0.6)  # what was asked for can be seen
    element.get_by_text("What it cannot tell").click()
    expect(element.locator("details li").first).to_be_visible()
    return True


def writes_a_report(ada: Person, _story: Story) -> None:
    """Every sentence carries its evidence; one that has none keeps the report from being sealed."""
    ada.opens_tab("Reports")
    ada.follows("Write a report")
    ada.ticks("Progress report")
    ada.ticks("All of therapy")
    ada.presses("Put the draft together")
    expect(ada.page.locator(".evidence-card").filter(has_text="The door comes last").first).to_be_visible()
    ada.presses(re.compile("^Add a sentence"))
    empty = ada.page.locator(".sentence-edit").filter(has=ada.page.locator("textarea:empty"))
    empty.locator("textarea").first.fill(UNSUPPORTED)
    ada.presses("Keep draft", within=ada.page.get_by_role("group", name="Seal"))
    ada.sees(re.compile("not supported"))
    ada.writes(PASSWORD, "Your password")
    ada.presses("Seal report")
    expect(ada.page.locator("[data-unsupported]").first).to_be_visible()
    expect(ada.page.locator(".seal")).to_have_count(0)


def seals_the_report(ada: Person, _story: Story) -> None:
    """Reworded as an opinion it may stand, and the report is sealed."""
    sentence = ada.page.locator(".sentence-edit[data-unsupported]").first
    sentence.locator("textarea").fill(OPINION)
    sentence.get_by_role("combobox").select_option(label="Opinion")
    ada.presses("Keep draft", within=ada.page.get_by_role("group", name="Seal"))
    expect(ada.page.locator("[data-unsupported]")).to_have_count(0)
    ada.writes(PASSWORD, "Your password")
    ada.presses("Seal report")
    ada.sees("Seal whole", OPINION)
    expect(ada.page.locator("article.sealed .seal")).to_contain_text("Ada Moreau")
    ada.page.locator("a.sentence").first.click()
    expect(ada.page.locator(".evidence-card:target, .evidence-card.lit, .evidence-card:focus").first).to_be_visible()


def opens_the_files(ada: Person, into: Path) -> None:
    """PDF and Word hold the same words; the PDF is tagged and names its language."""
    pdf = pypdf.PdfReader(io.BytesIO(ada.downloads("PDF", into).read_bytes()))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert OPINION in words and "Ada Moreau" in words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] and pdf.trailer["/Root"]["/Lang"]
    written = docx.Document(str(ada.downloads("Word", into)))
    assert any(OPINION in paragraph.text for paragraph in written.paragraphs)


def corrects_the_evidence(ada: Person, _story: Story) -> None:
    """A score is put right after the report was sealed: the report says so beside its sentence."""
    ada.opens_tab("Measures")
    ada.page.locator("section[aria-labelledby=phq-9-title] table").get_by_role("link").first.click()
    ada.follows("Correct")
    ada.page.get_by_role("group", name=re.compile("^1")).get_by_text("3", exact=True).click()
    ada.presses(re.compile("^Keep"))
    ada.sees("Entries this one replaced")
    ada.opens_tab("Reports")
    ada.follows(re.compile("Progress report"))
    ada.sees(re.compile("changed after it was sealed"))
    expect(ada.page.locator(".evidence-card .mark[data-tone=due]").first).to_be_visible()
    ada.sees("Seal whole")


def begins_the_ending(ada: Person, story: Story) -> None:
    """From the client's page; until it is complete it can be taken back."""
    ada.follows(story.name)
    ada.follows("End therapy")
    ada.presses("Begin the ending")
    ada.sees("one to go", "0 of 1 decided: kept, returned or disposed of.")


def reviews_goal_and_work(ada: Person, _story: Story) -> None:
    """Each goal is looked at once more, each work is decided on."""
    ada.ticks(re.compile("says it in words$"))
    ada.writes("She told the class herself.", "What we say about it")
    ada.presses(re.compile(r"^Keep\s*:"))
    ada.sees("Looked at")
    ada.follows("Go through the works")
    ada.ticks(re.compile("^Return"))
    ada.writes("It goes home with me.", "In the client's words")
    ada.presses(re.compile("^Record the decision"))
    ada.sees("Every work is decided on", "It goes home with me.")


def completes_the_ending(ada: Person, story: Story) -> None:
    """The summary is sealed; then therapy ends, and the record stays."""
    ada.follows(story.name)
    ada.follows("End therapy")
    ada.presses("Write the summary")
    ada.writes(PASSWORD, "Your password")
    ada.presses("Seal report")
    ada.sees("Seal whole")
    ada.follows(story.name)
    ada.follows("End therapy")
    ada.ticks("Planned, agreed together")
    ada.writes("She chose the last picture herself.", "In a few words")
    ada.presses("End therapy")
    ada.presses("End therapy", within=ada.page.get_by_role("dialog"))
    ada.sees("Therapy has ended", "She chose the last picture herself.")
    ada.follows("Clients", exact=True)
    row = ada.page.get_by_role("listitem").filter(has_text=story.name)
    expect(row).to_contain_text("Therapy ended")
