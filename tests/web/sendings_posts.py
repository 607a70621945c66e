"""Which rows of a house stand in the addresses of grading, and what a right form of each sends."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from core.jobeval.schemes import small
from factories import PASSWORD
from pentimento.profession.grading.queries.schemes import shipped_by_mark
from web.access_table import Who

FIXED_POSTS = {"factor": "9", "scheme": next(iter(shipped_by_mark())), "profile": "therapist"}
ON_POST = ("post", "change", "describe", "hold", "open")
ON_SHEET = (
    *("sheet", "print", "panel", "leave", "factor", "judge", "levels", "agree", "agreement"),
    *("add-evidence", "cite-ledger", "strike", "unstrike", "offer", "decide", "set-aside"),
)


def _open(house: Any) -> dict[str, Any]:
    posts = house.posts
    rows = {"post": posts.post, "grading": posts.grading, "seat": posts.seat}
    return {**rows, "holding": posts.holding, "evidence": posts.evidence}


GOES_POSTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"grading:{name}": _open for name in (*ON_POST, *ON_SHEET, "let-go")},
    "grading:open": lambda h: {"post": h.posts.graded_post},
    "release-arrival": lambda h: {"arrival": h.posts.arrival},
    "grading:take-up": lambda h: {"post": h.posts.spare_post, "grading": h.posts.put_aside},
    "grading:end": lambda h: {"post": h.posts.spare_post},
    "grading:bring-back": lambda h: {"post": h.posts.ended_post},
    "grading:unstrike": lambda h: {**_open(h), "evidence": h.posts.struck},
    "grading:appeal": lambda h: {"post": h.posts.graded_post, "grading": h.posts.uncontested},
    "grading:withdraw": lambda h: {"post": h.posts.graded_post, "grading": h.posts.appealed},
}


def _release() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n")
    return held.getvalue()


def _post(house: Any) -> dict[str, Any]:
    return {"title": "A new name", "team": "Studio", "words": "Holds sessions.", "agreed_on": house.today.isoformat()}


# Addresses and the fields that their forms send; a file is a name and its bytes.
SENDS_POSTS: dict[str, Callable[[Any], tuple[dict[str, Any], dict[str, tuple[str, bytes]]]]] = {
    "release-send": lambda h: ({}, {"file": ("db_30_1_text.zip", _release())}),
    "grading:import": lambda h: ({}, {"file": ("small.json", json.dumps(small()).encode())}),
    "grading:rules": lambda h: (
        {
            "max_level_distance": "1",
            "max_varied_factors": "4",
            "may_not_vary": ["2"],
            "panel_least": "3",
            "panel_most": "5",
            "appeal_within_days": "60",
            "source": "The handbook",
        },
        {},
    ),
    "grading:new": lambda h: (_post(h), {}),
    "grading:change": lambda h: ({"title": "A new name", "version": str(h.posts.post.version)}, {}),
    "grading:describe": lambda h: ({"words": "Else.", "number": "1", "agreed_on": h.today.isoformat()}, {}),
    "grading:end": lambda h: ({"on": h.today.isoformat(), "reason": "Moved"}, {}),
    "grading:bring-back": lambda h: ({}, {}),
    "grading:set-aside": lambda h: ({"reason": "Wrong post"}, {}),
    "grading:take-up": lambda h: ({}, {}),
    "grading:hold": lambda h: (
        {"person": h.people[Who.OTHER_TEAM].public_id, "since": h.today.isoformat()},
        {},
    ),
    "grading:let-go": lambda h: ({}, {}),
    "grading:open": lambda h: ({"profile": f"{FIXED_POSTS['scheme']}/entry"}, {}),
    "grading:panel": lambda h: ({"name": "Otto Outside", "side": "outside"}, {}),
    "grading:leave": lambda h: ({}, {}),
    "grading:judge": lambda h: ({"levels": "3(c)", "version": "1"}, {}),
    "grading:levels": lambda h: ({"f9-levels": "3(c)", "f9-version": "1"}, {}),
    "grading:agree": lambda h: ({"levels": "3(c)", "reason": "Because", "version": "1"}, {}),
    "grading:agreement": lambda h: ({"f9-levels": "3(c)", "f9-reason": "Because", "f9-version": "1"}, {}),
    "grading:add-evidence": lambda h: ({"kind": "told", "words": "Teaches twice a year"}, {}),
    "grading:cite-ledger": lambda h: ({"figure": "office"}, {}),
    "grading:strike": lambda h: ({}, {}),
    "grading:unstrike": lambda h: ({}, {}),
    "grading:offer": lambda h: ({"figure": "office", "factor": "9"}, {}),
    "grading:decide": lambda h: (
        {
            "result": "profile match",
            "band": "7",
            "reasons": "All agree",
            "decided_on": h.today.isoformat(),
            "password": PASSWORD,
        },
        {},
    ),
    "grading:appeal": lambda h: ({"grounds": "Teaching was overlooked"}, {}),
    "grading:withdraw": lambda h: ({}, {}),
}
