"""The same form twice, from two tabs, and with fields that are not its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from pentimento.trust.access.models import ChartModel
from web.access_table import Who
from web.house import House
from web.sendings import SENDS, address
from web.visits import Visitors, only_tried

# Each form with a version, and a field of words in it.
VERSIONED = {
    "clients:details": "given_name",
    "encounters:move": "place",
    "artworks:describe": "title",
    "records:plan-part": "words",
    "records:process-note": "words",
    "records:report-save": "title",
}
KEYED = (
    "clients:new",
    "clients:refer-again",
    "encounters:book",
    "encounters:save",
    "encounters:form-group",
    "artworks:add",
    "artworks:session-works",
    "outcomes:give",
    "outcomes:correct",
    "outcomes:give-on-screen",
    "records:plan-add",
    "records:note-amend",
    "records:report-new",
)
# What a form that is not ours might try to set.
GREEDY = ("id", "pk", "public_id", "chart", "chart_id", "owner", "author", "author_id", "signed_at", "signed_by",
          "sealed_at", "closed_at", "status", "number", "role", "is_active", "custody", "retracted_at", "added_by",
          "needs_cosign", "recorded_by", "entered_by", "total", "lineage", "taken_by", "decided_by")  # fmt: skip

GREEDY_COLUMNS = (*GREEDY, *(f"{name}_id" for name in GREEDY))


def counts() -> dict[str, int]:
    """How many rows each table of the record has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if issubclass(model, ChartModel)
    }


@pytest.mark.parametrize("name", sorted(VERSIONED))
def test_the_second_of_two_tabs_is_told_and_both_texts_are_on_the_page(
    house: House, visitors: Visitors, name: str
) -> None:
    words = VERSIONED[name]
    browser, there, send = visitors.browser(Who.THERAPIST), address(name, house), SENDS[name](house)
    first = browser.post(there, send.body(**{words: "Written in the first tab"}))
    assert first.status_code == 302
    second = browser.post(there, send.body(**{words: "Written in the second tab"}))
    assert second.status_code == 409
    assert b"Written in the first tab" in second.content
    assert b"Written in the second tab" in second.content


@pytest.mark.parametrize("name", KEYED)
def test_a_form_sent_twice_is_one_entry(house: House, visitors: Visitors, name: str) -> None:
    browser, there, send = visitors.browser(Who.THERAPIST), address(name, house), SENDS[name](house)
    assert browser.post(there, send.body()).status_code == 302
    once = counts()
    assert browser.post(there, send.body()).status_code in {302, 409}
    assert counts() == once


@pytest.mark.sweep
@pytest.mark.parametrize("name", sorted(set(SENDS) - {"sign-in", "sign-out"}))
def test_fields_that_are_not_the_forms_own_change_nothing(
    house: House, twin: House, visitors: Visitors, name: str
) -> None:
    send, browser = SENDS[name](house), visitors.browser(Who.THERAPIST)
    own = set(send.fields)
    greedy: dict[str, Any] = {field: twin.by.pk for field in GREEDY if field not in own}
    with only_tried():
        plain = browser.post(address(name, house), send.body())
        rows = kept_of(house)
    with only_tried():
        more = browser.post(address(name, house), send.body(**greedy))
        assert more.status_code == plain.status_code
        assert kept_of(house) == rows


def kept_of(house: House) -> dict[str, list[Any]]:
    """What the fields named above hold in every row of the record; of ids that are drawn anew and of times, whether."""
    drawn = {"id", "public_id", "lineage", "number", "chart_id"}
    times = {"signed_at", "sealed_at", "closed_at", "retracted_at"}
    found = {}
    for model in apps.get_models():
        names = sorted({f.attname for f in model._meta.concrete_fields} & set(GREEDY_COLUMNS) - drawn)
        if issubclass(model, ChartModel) and names:
            rows = model._default_manager.order_by("pk").values(*names)
            found[model._meta.label] = [
                {key: value is not None if key in times else value for key, value in row.items()} for row in rows
            ]
    return found
