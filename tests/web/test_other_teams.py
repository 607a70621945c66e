"""Ids of another team's record, put into every part of every address and every form: not a byte of it comes back."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from web.access_table import ACCESS, Who
from web.conftest import MARK
from web.house import House
from web.sendings import FIXED, SENDS, Sending, address, parts_of, special_of
from web.visits import Visitors, fingerprint_of, only_tried

# A sentence is named by its place in its report; a table of the ledger, the list of supplies, a framework with its
# statements, what was suggested about them and a release that is being read are the whole practice's; a map of
# a drawing is no row.
NO_IDS = {*FIXED, "sentence", "table", "supply", "framework", "statement", "domain", "correction", "arrival", "which"}
EVERYBODYS = {"portfolio:reference"}  # the library of the house: the other team's books are ours
pytestmark = pytest.mark.sweep
WITH_IDS = sorted(name for name in set(ACCESS) - EVERYBODYS if any(part not in NO_IDS for part in parts_of(name)))
OURS = (Who.THERAPIST, Who.TRAINEE, Who.SUPERVISOR, Who.HEAD, Who.HEAD_ON_TEAM)


def charts_of(house: House) -> list[Any]:
    """Every record of a house."""
    return [client.chart for client in (house.client, house.waiting, house.past, house.fresh)]


def mixed(name: str, house: House, twin: House) -> list[dict[str, Any]]:
    """Every way in which some ids of an address are the other team's."""
    parts = [part for part in parts_of(name) if part not in NO_IDS]
    theirs = {part: special_of(name, twin, part) for part in parts}
    return [
        {part: theirs[part] for part in chosen}
        for many in range(1, len(parts) + 1)
        for chosen in combinations(parts, many)
    ]


def said(response: Any) -> bytes:
    """Everything a response tells: its body and its headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body + repr(response.headers).encode()


@pytest.fixture(scope="module")
def theirs(twin: House, visitors: Visitors) -> dict[str, str]:
    """The other team's record before anybody came."""
    return fingerprint_of(charts_of(twin))


@pytest.mark.parametrize("name", WITH_IDS)
def test_an_id_of_another_team_in_the_address_is_not_there_and_tells_nothing(
    house: House, twin: House, visitors: Visitors, theirs: dict[str, str], name: str
) -> None:
    sending, browser = SENDS.get(name, lambda h: Sending())(house), visitors.browser(Who.THERAPIST)
    for places in mixed(name, house, twin):
        there = address(name, house, **places)
        for response in (browser.get(there), browser.post(there, sending.body())):
            assert response.status_code in {404, 405}, f"{there} with {sorted(places)}: {response.status_code}"
            assert MARK.encode() not in said(response)
    assert fingerprint_of(charts_of(twin)) == theirs


@pytest.mark.parametrize("name", sorted(set(SENDS) - {"sign-in"}))  # nobody is signed in there
def test_ids_of_another_team_in_a_form_change_nothing_there(
    house: House, twin: House, visitors: Visitors, theirs: dict[str, str], name: str
) -> None:
    with only_tried():
        response = visitors.browser(Who.THERAPIST).post(address(name, house), SENDS[name](twin).body())
        assert response.status_code < 500
        assert MARK.encode() not in said(response)
        assert fingerprint_of(charts_of(twin)) == theirs


@pytest.mark.parametrize("who", OURS)
def test_lists_and_searches_name_nobody_of_another_team(
    house: House, twin: House, visitors: Visitors, who: Who
) -> None:
    browser, number = visitors.browser(who), twin.client.number
    paths = ["/", "/calendar/", "/calendar/?span=week", "/groups/", "/measures/", f"/clients/?q={MARK}"]
    paths += [f"/clients/?q={number}", f"/calendar/new/?q={MARK}", f"/calendar/new/?client={twin.chart.public_id}"]
    for path in paths:
        shown = said(browser.get(path)).replace(f'value="{MARK}"'.encode(), b"").replace(f"“{MARK}”".encode(), b"")
        assert MARK.encode() not in shown, path
