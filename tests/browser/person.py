"""Somebody in front of the browser: presses what has a name, reads what stands there."""

from __future__ import annotations

import re
from pathlib import Path
from re import Pattern
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

PASSWORD = "violet umber lamp black"
Words = str | Pattern[str]

expect.set_options(timeout=60_000)


class Person:
    """One page and who sits before it. Everything is found by the name a screen reader would say."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        # a form that comes back with what to put right is no fault of the page
        if message.type == "error" and "status of 422" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def goes(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)

    def sees(self, *words: Words) -> None:
        """Each of these stands on the page, visibly."""
        for each in words:
            expect(self.page.get_by_text(each).filter(visible=True).first).to_be_visible()

    def sees_heading(self, words: Words) -> None:
        """A heading says this."""
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()

    def sees_no(self, words: Words) -> None:
        """This stands nowhere."""
        expect(self.page.get_by_text(words)).to_have_count(0)

    def presses(self, name: Words, *, within: Locator | None = None, role: Any = "button", exact: bool = False) -> None:
        """Press a button, or follow a link with ``role="link"``."""
        (within or self.page).get_by_role(role, name=name, exact=exact).first.click()

    def follows(self, name: Words, *, within: Locator | None = None, exact: bool = False) -> None:
        """Follow a link."""
        self.presses(name, within=within, role="link", exact=exact)

    def unfolds(self, words: Words) -> None:
        """Open a part that is folded away."""
        self.page.locator("summary").filter(has_text=words).first.click()

    def ticks(self, name: Words, *, within: Locator | None = None) -> None:
        """Choose a box or one of several choices, by pressing its words."""
        (within or self.page.locator("main")).get_by_label(name).first.check()

    def writes(self, words: str, into: Words, *, within: Locator | None = None) -> None:
        """Put words into the field of this name."""
        (within or self.page.locator("main")).get_by_label(into).first.fill(words)

    def chooses(self, option: str, under: Words) -> None:
        """Choose from a list."""
        self.page.locator("main").get_by_label(under).first.select_option(label=option)

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """Come in by the door."""
        self.goes("/sign-in/")
        self.writes(email, "E-mail address")
        self.writes(password, "Password")
        self.presses("Sign in")
        expect(self.page).not_to_have_url(re.compile("/sign-in/"))

    def opens_tab(self, name: str) -> None:
        """Go to one of the pages of the client."""
        self.follows(name, within=self.page.get_by_role("navigation", name="Client"), exact=True)

    def downloads(self, name: Words, into: Path) -> Path:
        """Follow a link to a file and keep it."""
        with self.page.expect_download() as waiting:
            self.follows(name)
        path = into / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path
