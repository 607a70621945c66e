"""A client answers on a device they were handed: going back brings neither their answers nor the house to light."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser import walk_arrival
from browser.conftest import FLAGS
from browser.person import PASSWORD, Person
from browser.served import Server, run
from browser.walk_arrival import Story
from core.scoring.forms import form_of

FAMILIES = iter(("Halvorsen", "Berg", "Lund", "Vik"))


@pytest.fixture(params=["loads pages again", "keeps pages in memory"])
def client_device(
    practice: Server, chromium: Browser, chromium_path: str, request: pytest.FixtureRequest
) -> Iterator[Person]:
    """Ada's tablet; once as Playwright starts it, once with the memory for going back that people's browsers have."""
    withheld = ["--disable-back-forward-cache"] if request.param.startswith("keeps") else []
    browser = chromium.browser_type.launch(executable_path=chromium_path, args=FLAGS, ignore_default_args=withheld)
    context = browser.new_context(base_url=practice.url, locale="en-GB", viewport={"width": 820, "height": 1180})
    context.set_default_timeout(60_000)
    person = Person(context.new_page())
    yield person
    browser.close()
    assert not person.complaints


@pytest.fixture(scope="module")
def made_up_form(practice: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A GAD-7 in words of our own, for where the publisher's file is not at hand."""
    file = tmp_path_factory.mktemp("form") / "form.json"
    file.write_text(json.dumps(form_of()), encoding="utf-8")
    run("instruments", "import", "--home", practice.home, file)


def hands_it_over(ada: Person) -> None:
    """To a client of her own each time: two of one name would be asked about."""
    ada.signs_in("ada@practice.example")
    walk_arrival.refers_and_takes_on(ada, Story(family_name=next(FAMILIES), picture=Path()))
    ada.opens_tab("Measures")
    ada.follows("Give GAD-7")
    ada.follows("Give on screen instead")


def test_after_i_am_done_the_form_is_closed(client_device: Person, made_up_form: None) -> None:
    ada, page = client_device, client_device.page
    hands_it_over(ada)
    ada.sees("this is not part of the form", "The questions are about the last 2 weeks.")
    for question in page.locator("fieldset.gas").all():
        question.get_by_text("answer d").click()
    ada.presses("I am done")
    ada.sees("Please hand the device back now.")
    page.go_back()
    ada.sees("Please hand the device back now.")
    expect(page.locator("fieldset.gas")).to_have_count(0)
    expect(page.locator("main input:checked")).to_have_count(0)
    ada.goes("/sign-out/")
    ada.sees("Please hand the device back now.")
    ada.sees_no("Ada Moreau")
    expect(page.get_by_role("search")).to_have_count(0)
    page.go_back()
    ada.writes(PASSWORD, "Your password")
    ada.presses("Open the record")
    expect(page.locator(".result")).to_contain_text("21 of 21")
    ada.sees("Answered by the client on screen; Ada Moreau handed the device over")


def test_a_form_left_half_way_is_asked_anew_and_not_shown_filled_in(client_device: Person, made_up_form: None) -> None:
    ada, page = client_device, client_device.page
    hands_it_over(ada)
    page.get_by_text("answer d").first.click()
    page.on("dialog", lambda dialog: dialog.accept())
    ada.goes("/take-back/")
    page.go_back()
    expect(page.locator("fieldset.gas").first).to_be_visible()
    expect(page.locator("main input:checked")).to_have_count(0)
