"""Frameworks are taken in whole or not at all, corrected in the open, and leave as they stand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from apps.portfolio.cast_of_portfolio import as_bytes, framework, item, package, uuid
from factories import NOON, client, person
from pentimento.core.kernel.errors import Conflict, Invalid, Refused
from pentimento.core.reference.frameworks.case import read_case
from pentimento.core.reference.frameworks.rsd import read_rsd
from pentimento.profession.portfolio.actions import corrections, frameworks
from pentimento.profession.portfolio.models import Correction, Item, Revision, Source, Version
from pentimento.profession.portfolio.queries import frameworks as queries

pytestmark = pytest.mark.django_db


def suggestion(to: Item, about: str = "statement", by=None, source=None, **proposed: object) -> Correction:
    number = Correction.objects.count()
    return corrections.suggest(
        item=to, about=about, proposed=proposed or {"statement": "Better."}, why="It reads better.",
        entry_key=f"k{number}", by=by or person("front_desk"), at=NOON, source=source,
    )  # fmt: skip


def told(statements):
    return [(one.identifier, one.statement, one.code, one.level, one.parent, one.sources) for one in statements]


def test_the_starter_framework_goes_in_whole_and_once() -> None:
    version = frameworks.take_in_starter(by=None, at=NOON)
    assert frameworks.take_in_starter(by=None, at=NOON) == version
    kinds = Counter(Item.objects.filter(version=version, is_heading=False).values_list("kind", flat=True))
    assert kinds == {"Mastery": 40, "Durable skill": 80, "Use of AI": 16}
    assert not queries.unsourced_of(version)
    assert Revision.objects.filter(item__version=version).count() == Item.objects.filter(version=version).count()


def test_a_version_is_taken_in_once_and_another_stands_beside_it() -> None:
    framework()
    with pytest.raises(Conflict, match="is here already"):
        framework()
    framework(version="1.1")
    assert Version.objects.count() == 2


def test_a_therapist_takes_no_framework_in() -> None:
    content = read_case(as_bytes(package())).whole()
    with pytest.raises(Refused):
        frameworks.take_in(content=content, by=person("therapist"), at=NOON)


def test_nothing_of_a_broken_file_is_kept() -> None:
    items = [*package()["CFItems"], {"identifier": uuid(2), "fullStatement": "The same again"}]
    with pytest.raises(Invalid, match="CFItems row 4, column identifier"):
        framework(items=items)
    assert not Version.objects.exists() and not Item.objects.exists()


def test_a_statement_without_a_source_is_flagged() -> None:
    assert [one.code for one in queries.unsourced_of(framework())] == ["H2"]


def test_anybody_suggests_and_somebody_else_answers() -> None:
    statement, desk = item(framework()), person("front_desk")
    row = suggestion(statement, by=desk, statement="Opens and closes on time.")
    with pytest.raises(Refused):
        corrections.answer(correction=row, accept=True, words="Yes.", by=person("therapist"), at=NOON)
    corrections.answer(correction=row, accept=True, words="Both matter.", by=person("supervisor"), at=NOON)
    statement.refresh_from_db()
    assert (statement.statement, statement.revision) == ("Opens and closes on time.", 2)
    earlier = Revision.objects.get(item=statement, number=1)
    assert earlier.content["statement"] == "Opens a session on time."


def test_a_suggestion_is_answered_once_and_not_by_its_author_while_others_can() -> None:
    statement, supervisor = item(framework()), person("supervisor")
    row = suggestion(statement, by=supervisor)
    corrections.answer(correction=row, accept=False, words="Nobody else is here.", by=supervisor, at=NOON)
    person("head")
    another = suggestion(statement, by=supervisor, statement="Other")
    with pytest.raises(Refused, match="yourself"):
        corrections.answer(correction=another, accept=True, words="Fine.", by=supervisor, at=NOON)
    with pytest.raises(Conflict):
        corrections.answer(correction=row, accept=True, words="After all.", by=person("supervisor"), at=NOON)


def test_of_two_suggestions_the_second_does_not_undo_the_first_unread() -> None:
    statement, supervisor = item(framework()), person("supervisor")
    first, second = suggestion(statement, statement="One"), suggestion(statement, statement="Two")
    corrections.answer(correction=first, accept=True, words="Yes.", by=supervisor, at=NOON)
    with pytest.raises(Conflict, match="changed since"):
        corrections.answer(correction=second, accept=True, words="Yes.", by=supervisor, at=NOON)


def test_a_source_is_replaced_and_the_old_one_stays_readable() -> None:
    statement, supervisor = item(framework()), person("supervisor")
    old = Source.objects.get(item=statement)
    row = suggestion(statement, "source", source=old, kind="task", title="Leading sessions", code="19153")
    corrections.answer(correction=row, accept=True, words="Right.", by=supervisor, at=NOON)
    about = queries.about(queries.item_for(statement.public_id))
    assert [one.code for one in about.sources] == ["19153"]
    assert [one.code for one in about.gone] == ["19143"]


def test_a_source_can_be_taken_away_and_a_level_changed() -> None:
    statement, supervisor = item(framework()), person("supervisor")
    gone = suggestion(statement, "source", source=Source.objects.get(item=statement), remove=True)
    corrections.answer(correction=gone, accept=True, words="It is not about this.", by=supervisor, at=NOON)
    assert statement.code in [one.code for one in queries.unsourced_of(statement.version)]
    with pytest.raises(Invalid, match="not a level"):
        suggestion(statement, "level", level="grand master")


def test_a_suggestion_that_changes_nothing_or_names_a_client_is_refused() -> None:
    therapist, statement = person("therapist"), item(framework())
    client(therapist, given_name="Bryn", family_name="Quillfeather")
    with pytest.raises(Invalid, match="stands there already"):
        suggestion(statement, statement=statement.statement)
    with pytest.raises(Invalid, match="Quillfeather"):
        suggestion(statement, by=therapist, statement="Opens as with Quillfeather.")


def test_what_was_corrected_is_in_the_export_and_comes_back_the_same() -> None:
    version = framework()
    row = suggestion(item(version), statement="Opens and closes on time.")
    corrections.answer(correction=row, accept=True, words="Yes.", by=person("supervisor"), at=NOON)
    content = frameworks.export(version=version, form="case", by=None, at=NOON)
    again = read_case(content).whole()
    assert told(again.statements) == told(queries.as_content(version).statements)
    assert json.loads(content)["CFDocument"]["caseVersion"] == "1.1"
    rows = read_rsd(frameworks.export(version=version, form="rsd", by=None, at=NOON)).whole()
    assert "Opens and closes on time." in [one.statement for one in rows.statements]


def test_a_preview_says_what_is_new_reworded_and_gone() -> None:
    framework()
    items = [*package()["CFItems"][:2], {"identifier": uuid(7), "fullStatement": "Something new."}]
    items[1] = {**items[1], "fullStatement": "Opens the session when agreed."}
    changed = package(version="2", items=items, ties=[])
    preview = queries.preview_of(read_case(as_bytes(changed)).whole())
    assert [one.statement for one in preview.added] == ["Something new."]
    assert [before for before, _one in preview.reworded] == ["Opens a session on time."]
    assert [one.code for one in preview.gone] == ["H2"]
