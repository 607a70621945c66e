"""What several pages here look up in the same way."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge
from pentimento.profession.grading import rules
from pentimento.profession.grading.queries import posts
from pentimento.profession.grading.queries.sheet import Sheet, sheet_of
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking

CAUGHT = (Invalid, Refused, Conflict, TooLarge)


def post_page(request: Asking, post: str) -> dict[str, Any]:
    """What every page about one post shows of it."""
    found, today = posts.post_for(request.user, post), timezone.localdate()
    return {
        "post": found,
        "can_run": posts.may_run(request.user, found, on=today),
        "is_held": posts.holds(request.user, found, on=today),
        "today": today,
    }


def sheet_page(request: Asking, post: str, grading: str) -> tuple[Sheet, dict[str, Any]]:
    """The sheet of one grading, and what every page about it shows."""
    page = post_page(request, post)
    found = posts.grading_for(request.user, page["post"], grading)
    sheet = sheet_of(request.user, found, on=page["today"])
    outcome = posts.outcome_of(found) if found.is_decided else None
    more = {"grading": found, "sheet": sheet, "outcome": outcome, "can_take_up": posts.can_take_up(found)}
    return sheet, {**page, **more}


def running(request: Asking, page: dict[str, Any] | None) -> None:
    """Refuse whoever does not run gradings, or holds the post of this page, before anything is shown or done."""
    runs = request.user.may(Permission.GRADING_RUN)
    rules.check_can_run(runs=runs, holds=page is not None and page["is_held"])


def working(sheet: Sheet) -> None:
    """Refuse whoever only reads this sheet. That it is decided the action says."""
    rules.check_works(works=sheet.runs or sheet.mine is not None)
