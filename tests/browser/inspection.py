"""What is looked at on every page: can everybody use it, does it fit, does the browser complain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from cast import REPOSITORY

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENSHOTS = REPOSITORY / "screenshots"
WIDTHS = {375: 812, 820: 1180, 1440: 900}
NARROWEST = 320  # CSS px: a page at 1280 px magnified to 400 %

RESTS = """() => !document.querySelector("[aria-busy=true]")
    && document.getAnimations().every((one) => one.playState !== "running")
    && [...document.querySelectorAll("[data-thread][data-url]")].every((one) => {
        const drawing = one.querySelector(".thread-svg"), room = one.querySelector(".thread-draw");
        return !drawing || Math.abs(drawing.viewBox.baseVal.width - Math.max(300, room.clientWidth)) < 60;
    })"""


def settled(page: Page) -> None:
    """Wait until nothing is on its way, nothing moves, and threads are drawn for the room there is."""
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_function(RESTS)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, one line for each kind with the first place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        f"() => axe.run(document, {json.dumps(options)}).then((r) => r.violations)"
    )
    return [f"axe {one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]} {_why(one)}" for one in found]


def _why(one: dict[str, Any]) -> str:
    return " ".join(str(one["nodes"][0].get("failureSummary", "")).split())[:200]


def overflow(page: Page) -> list[str]:
    """How far a page is wider than its window, and the first thing that sticks out."""
    too_wide: str = page.evaluate(
        """() => {
        const room = document.documentElement.clientWidth, over = document.documentElement.scrollWidth - room;
        if (over <= 0) return "";
        const scrolls = (one) => one && one !== document.body
            && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
        const beyond = (one) => one.getBoundingClientRect().right > room + 1 && !scrolls(one.parentElement);
        const out = [...document.querySelectorAll("main *")].find(beyond);
        return `${over} px wider than ${room}: ${out ? out.outerHTML.slice(0, 140) : "?"}`;
    }"""
    )
    return [too_wide] if too_wide else []


def photograph(page: Page, name: str, width: int) -> Path:
    """Keep a picture of the whole page. Nothing is hidden or stopped for it, as that would need an inline style."""
    path = SCREENSHOTS / f"{name.replace(':', '-')}-{width}.png"
    path.parent.mkdir(exist_ok=True)
    page.screenshot(path=path, full_page=True, caret="initial", animations="allow")
    return path
