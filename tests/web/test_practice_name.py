"""What the practice calls itself: kept in its folder, and said wherever it speaks to somebody outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from apps.portfolio.cast_of_portfolio import pair, waiting_claim
from factories import PASSWORD
from pentimento.core.kernel.errors import Invalid
from pentimento.profession.portfolio.models import Badge
from pentimento.profession.portfolio.queries.badges import said_by
from pentimento.web.database.configured import NAME_MOST, name_from, write_name


def test_the_folder_keeps_the_name_in_one_line(tmp_path: Path) -> None:
    assert name_from(tmp_path) == ""
    write_name(tmp_path, "  Atelier\n Zinnober ")
    assert name_from(tmp_path) == "Atelier Zinnober"


@pytest.mark.parametrize("name", ["", " \n", "x" * (NAME_MOST + 1)])
def test_no_name_and_an_endless_one_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="from 1 to 120"):
        write_name(tmp_path, name)
    assert name_from(tmp_path) == ""


@pytest.mark.django_db
def test_it_stands_at_the_door(settings: Any) -> None:
    assert "Zinnober" not in Browser().get("/sign-in/").content.decode()
    settings.PENTIMENTO_PRACTICE_NAME = "Atelier Zinnober"
    assert Browser().get("/sign-in/").content.decode().count("Atelier Zinnober") == 2  # title and page


@pytest.mark.django_db
@pytest.mark.parametrize(("named", "said"), [("Atelier Zinnober", "Atelier Zinnober"), ("", "This practice")])
def test_it_issues_badges(settings: Any, named: str, said: str) -> None:
    settings.PENTIMENTO_PRACTICE_NAME = named
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    browser = Browser()
    browser.force_login(supervisor)
    browser.post(
        f"/portfolio/claims/{claim.public_id}/verify/", {"comment": "Seen.", "years": "3", "password": PASSWORD}
    )
    browser.post(f"/portfolio/badges/for-claim/{claim.public_id}/")
    assert said_by(Badge.of_owner(owner).get())["issuer"]["name"] == said
