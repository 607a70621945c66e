"""A real Chromium in front of a real server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser.figures import FIGURES
from browser.person import PASSWORD, Person
from browser.served import Server, prepared, run, serving, serving_a_copy
from cast import SHARED

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PATIENCE = 60_000  # milliseconds an expected thing may take to appear; only ever waited out when it does not


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was measured on the way."""
    if FIGURES:
        terminalreporter.section("measured on the way")
        for line in FIGURES:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is installed."""
    path = os.environ.get("PENTIMENTO_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("needs Chromium; `make browser` says how to get it")
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """Chromium as installed, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An empty practice with one therapist and the official forms where they are there."""
    home = tmp_path_factory.mktemp("practice") / "home"
    shutil.copytree(prepared("empty"), home)
    who = ["--email", "ada@practice.example", "--name", "Ada Moreau", "--profession", "Art therapist"]
    run("people", "add", "--home", home, *who, "--role", "therapist", "--password", PASSWORD)
    if forms := sorted((SHARED / "data" / "instruments").glob("*.json")):
        run("instruments", "import", "--home", home, *forms)
    with serving(home) as server:
        yield server


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The made-up practice, as `make demo` fills it."""
    with serving_a_copy("demo", tmp_path_factory.mktemp("demo")) as server:
        yield server


@pytest.fixture
def somebody(chromium: Browser) -> Iterator[Callable[..., Person]]:
    """Makes people with a browser of their own at an address. What their browsers complained about fails the test."""
    people: list[tuple[Person, BrowserContext]] = []

    def make(url: str, **options: Any) -> Person:
        context = chromium.new_context(base_url=url, locale="en-GB", **{"accept_downloads": True, **options})
        context.set_default_timeout(PATIENCE)
        person = Person(context.new_page())
        people.append((person, context))
        return person

    yield make
    complaints = [line for person, _context in people for line in person.complaints]
    for _person, context in people:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def therapist(practice: Server, somebody: Callable[..., Person]) -> Person:
    """Ada, not signed in yet, at a desk."""
    return somebody(practice.url, viewport={"width": 1280, "height": 900})
