"""Coming to the door as somebody, and telling whether anything of a record changed."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client as Browser

from pentimento.trust.access.models import ChartModel
from pentimento.trust.people.models import Person
from web.access_table import Answer, Who
from web.house import House

PICTURES = {"artworks:picture", "artworks:overlay"}
# Not of the record: the trail of who came, who is signed in, and which codes for a phone were made.
BESIDE = {"trust.Entry", "trust.Head", "trust.Loan", "sessions.Session", "trust.SignInAttempt"}


class Visitors:
    """Everybody of a house, signed in once."""

    def __init__(self, house: House) -> None:
        self._cookies = {who: _signed_in(person) for who, person in house.people.items()}

    def browser(self, who: Who, **options: Any) -> Browser:
        """A browser in which this person is signed in, or nobody."""
        browser = Browser(raise_request_exception=False, **options)
        if who in self._cookies:
            browser.cookies = copy.deepcopy(self._cookies[who])
        return browser


def _signed_in(person: Person) -> Any:
    browser = Browser()
    browser.force_login(person)
    return browser.cookies


@contextmanager
def only_tried(stays: bool = False) -> Iterator[None]:
    """Whatever happens in here is undone, unless it stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(not stays)


def missing(answer: object, name: str) -> list[str]:
    """What a response lacks of what every response must say."""
    headers = answer.headers  # type: ignore[attr-defined]
    policy = headers.get("Content-Security-Policy", "")
    is_picture = name in PICTURES and answer.status_code == 200  # type: ignore[attr-defined]
    says = {
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "no inline": bool(policy) and "unsafe-inline" not in policy and "unsafe-eval" not in policy,
        "frames": is_picture or "frame-ancestors 'none'" in policy,
        "default": "default-src 'none'" in policy,
        "sandboxed": not is_picture or "sandbox" in policy,
        "referrer": headers.get("Referrer-Policy") == "same-origin",
        "not cached": headers.get("Cache-Control") == ("private, no-cache" if is_picture else "no-store"),
        "sensors": "microphone=()" in headers.get("Permissions-Policy", ""),
    }
    return [what for what, is_said in says.items() if not is_said]


def met(response: Any, method: str) -> Answer | int:
    """What somebody met, or the bare status where it is none of the answers."""
    status = response.status_code
    if status in {302, 401} and _wants_sign_in(response):
        return Answer.SIGN_IN
    if status in {200, 302} and method == "POST":
        return Answer.DONE
    if status == 422 and b"Only the care team" in response.content:
        return Answer.REFUSED  # said above the form they sent
    if status == 422 and b"cannot end yet" in response.content:
        return Answer.NOT_YET
    known = {
        200: Answer.SEES,
        302: Answer.LED_ON,
        403: Answer.REFUSED,
        404: Answer.NOT_THERE,
        405: Answer.NO_METHOD,
    }
    return known.get(status, status)


def _wants_sign_in(response: Any) -> bool:
    return response.status_code == 401 or "next=" in response.headers.get("Location", "")


def fingerprint() -> dict[str, str]:
    """A digest of every table of the record and of the people."""
    found = {}
    with connection.cursor() as cursor:
        for label, question in _questions():
            cursor.execute(question)
            found[label] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


@cache
def _questions() -> list[tuple[str, str]]:
    """Asked of every table after every visit; putting the question together takes longer than the answer."""
    ours = (one for one in apps.get_models() if one.__module__.startswith("pentimento."))
    return [(one._meta.label, str(_rows(one).query)) for one in ours if one._meta.label not in BESIDE]


def _rows(model: type[models.Model]) -> models.QuerySet[Any, Any]:
    names = [one.attname for one in model._meta.concrete_fields if one.attname != "last_login"]
    return model._default_manager.order_by("pk").values_list(*names)


def _digest(model: type[models.Model], **where: Any) -> str:
    return hashlib.sha256(repr(list(_rows(model).filter(**where))).encode()).hexdigest()


def fingerprint_of(charts: list[Any]) -> dict[str, str]:
    """A digest of every row that belongs to these charts."""
    return {
        model._meta.label: _digest(model, chart__in=charts)
        for model in apps.get_models()
        if issubclass(model, ChartModel)
    }
