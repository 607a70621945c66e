"""What people do all day, as requests: who asks, for what, and how often it is worth measuring."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from .filling import PASSWORD, Filled
from .visitor import Answer, Visitor

ABOVE_THE_FOLD = 24  # pictures; a window of 1920 by 1080 shows fewer
PICTURE = re.compile(rb'<img src="([^"]+/thumb/[^"]*)"')
AREA = re.compile(rb'<textarea name="(section_[^"]+)"[^>]*>(.*?)</textarea>', re.S)
VERSION = re.compile(rb'name="version" value="(\d+)"')

Do = Callable[[Visitor], Answer]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the table. ``prepared`` gives each connection its own way of doing it once."""

    name: str
    prepared: Callable[[Visitor], Do]
    desk: bool = False  # the front desk asks, not a therapist
    most: int = 10_000  # times, where each is slow or uses something up
    warm: int = 3
    several: bool = False  # requests each time


def page(path: str, *, live: bool = False) -> Callable[[Visitor], Do]:
    """Ask for the same page again and again."""
    return lambda _visitor: lambda visitor: visitor.get(path, live=live)


def tasks(there: Filled, sessions: list[str]) -> list[Task]:
    """Every line of the table, in order. One of these open sessions is written in; notes of the others are signed."""
    signing, long = iter(sessions[1:]), f"/clients/{there.long_chart}/"
    wall = f"/clients/{there.wall_chart}/wall/"
    return [
        Task("sign-in page (bare limit)", page("/sign-in/")),
        Task("client list, therapist", page("/clients/")),
        Task("client list, front desk", page("/clients/"), desk=True),
        Task("search, 1 letter, therapist", page("/clients/?q=m", live=True)),
        Task("search, 3 letters, therapist", page("/clients/?q=mar", live=True)),
        Task("search, 1 letter, front desk", page("/clients/?q=m", live=True), desk=True),
        Task("search, 3 letters, front desk", page("/clients/?q=mar", live=True), desk=True),
        Task("today, therapist", page("/")),
        Task("chart, 1,000 sessions", page(long)),
        Task("wall of 200 works, first page", page(wall)),
        Task("wall with its first pictures", lambda _v: lambda v: with_pictures(v, wall), most=30, several=True),
        Task("session autosave", lambda _v: autosaving(there, sessions[0])),
        Task("sign a note", lambda _v: signs(there, signing), most=len(sessions) - 3, warm=1),
        Task("progress report as PDF", page(f"{long}reports/{there.report}/pdf/"), most=10, warm=1),
    ]


def with_pictures(visitor: Visitor, path: str) -> Answer:
    """The page and the pictures that are seen before scrolling, one after the other."""
    came = visitor.get(path)
    found = [visitor.get(url.decode().replace("&amp;", "&")) for url in PICTURE.findall(came.body)[:ABOVE_THE_FOLD]]
    return Answer(
        came.status, came.body + b"".join(f.body for f in found), came.seconds + sum(f.seconds for f in found)
    )


def autosaving(there: Filled, session: str) -> Do:
    """One entry that grows by a few words with every saving, as the room saves it."""
    key, number = str(uuid.uuid4()), count(1)
    stamped, said = datetime.now(UTC).isoformat(), "Chose the largest sheet and began at its edge. "
    path = f"/clients/{there.desk_chart}/sessions/{session}/save/"

    def save(visitor: Visitor) -> Answer:
        n = next(number)
        entry = {"pad": "seen", "text": said * (n % 20 + 1) + str(n), "client_key": key, "version": str(n - 1)}
        return visitor.post(path, {**entry, "stamped_at": stamped, "finish": "0"}, script=True)

    return save


def signs(there: Filled, waiting: Iterator[str]) -> Do:
    """Open the page of a draft, untimed; then send it with the password, timed."""

    def sign(visitor: Visitor) -> Answer:
        path = f"/clients/{there.desk_chart}/sessions/{next(waiting)}/note/"
        form = visitor.get(path).body
        texts = {name.decode(): words.decode().strip("\r\n") for name, words in AREA.findall(form)}
        version = VERSION.search(form)
        fields = {**texts, "template": "art-therapy", "version": version[1].decode() if version else "0"}
        return visitor.post(f"{path}sign/", {**fields, "password": PASSWORD}, expect=302)

    return sign
