"""A correction is suggested, answered and, if taken up, becomes the statement's next revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Correction, Item, Level, Revision, Source
from pentimento.profession.portfolio.queries.wording import content_of, statement_of
from pentimento.profession.portfolio.rules import corrections as rules
from pentimento.profession.portfolio.rules.frameworks import KEEPERS
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person

SOURCE_FIELDS = ("kind", "title", "code", "locator", "address", "published")


@transaction.atomic
def suggest(
    *,
    item: Item,
    about: str,
    proposed: Mapping[str, Any],
    why: str,
    entry_key: str,
    by: Person,
    at: datetime,
    source: Source | None = None,
) -> Correction:
    """Suggest another wording, code, level or source. Sent twice with one key, it is one suggestion.

    Parameters
    ----------
    proposed
        ``statement``, ``code`` or ``level`` by its name; for a source its fields, or ``remove`` True.
    """
    rules.check_entry_key(entry_key)
    if kept := Correction.objects.filter(entry_key=entry_key).first():
        return kept
    if source is not None and (source.item_id != item.pk or source.until_revision is not None):
        raise NotFound
    said, reason, stood = _proposal(item, about, proposed, source), cleaned(why), _stands(item, about, source)
    empty = not any(value for name, value in said.items() if name != "kind")
    rules.check_suggestion(why=reason, same=about != "source" and said.get(about) == stood, empty=empty)
    naming.check_nobody_named(by, reason, *(str(value) for value in said.values()))
    row = Correction.objects.create(
        item=item,
        about=about,
        source=source,
        stood=stood,
        proposed=said,
        why=reason,
        entry_key=entry_key,
        suggested_by=by,
        suggested_at=at,
    )
    audit.record(audit.Event.CORRECTION_SUGGESTED, by=by, at=at, subject=row, about=about)
    return row


def _proposal(item: Item, about: str, proposed: Mapping[str, Any], source: Source | None) -> dict[str, Any]:
    if about not in Correction.About.values:
        raise Invalid("Choose what should be corrected: the wording, a source, the code or the level.")
    if about != "source":
        words = cleaned(str(proposed.get(about, "")))
        rules.check_length(words, most=120 if about == "code" else rules.WORDS_MOST)
        if about == "level" and words and not _level(item, words):
            raise Invalid("“{level}” is not a level of this framework.", level=words)
        return {about: words}
    if source is not None and proposed.get("remove"):
        return {"remove": True}
    said = {name: cleaned(str(proposed.get(name, ""))) for name in SOURCE_FIELDS}
    if not said["title"]:
        return {}
    if said["kind"] not in Source.Kind.values:
        raise Invalid("Choose what kind of source it is.")
    for words in said.values():
        rules.check_length(words, most=500)
    return said


def _stands(item: Item, about: str, source: Source | None) -> str:
    if about == "source":
        return f"{source.title} {source.locator}".strip() if source else ""
    return (item.level.key if item.level else "") if about == "level" else str(getattr(item, about))


def _level(item: Item, key: str) -> Level | None:
    return Level.objects.filter(version=item.version_id, key=key).first()


@transaction.atomic
def take_back(*, correction: Correction, by: Person, at: datetime) -> Correction:
    """Whoever suggested it no longer does."""
    row = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    rules.check_can_take_back(is_own=row.suggested_by_id == by.pk)
    rules.check_is_open(state=row.state)
    row.state, row.answered_at, row.answered_by = Correction.State.WITHDRAWN, at, by
    row.save(update_fields=["state", "answered_at", "answered_by"])
    audit.record(audit.Event.CORRECTION_WITHDRAWN, by=by, at=at, subject=row)
    return row


@transaction.atomic
def answer(
    *, correction: Correction, accept: bool, words: str, by: Person, at: datetime, instead: str = ""
) -> Correction:
    """Take a suggestion up, in its own words or ``instead`` of them, or decline it; either way with a reason."""
    row = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    others = Person.objects.filter(is_active=True, role__in=KEEPERS).exclude(pk=by.pk).exists()
    rules.check_can_answer(role=by.role, is_own=row.suggested_by_id == by.pk, others=others)
    rules.check_is_open(state=row.state)
    reason = cleaned(words)
    rules.check_answer(reason)
    row.state = Correction.State.ACCEPTED if accept else Correction.State.DECLINED
    row.answer, row.answered_by, row.answered_at = reason, by, at
    if accept:
        row.revision = _revise(row, cleaned(instead), by=by, at=at)
    row.save(update_fields=["state", "answer", "answered_by", "answered_at", "revision"])
    audit.record(audit.Event.CORRECTION_ANSWERED, by=by, at=at, subject=row, state=str(row.state))
    return row


def _revise(row: Correction, instead: str, *, by: Person, at: datetime) -> int:
    item = Item.objects.select_for_update(of=("self",)).select_related("level", "parent").get(pk=row.item_id)
    rules.check_still_stands(same=_stands(item, row.about, row.source) == row.stood)
    item.revision += 1
    item.changed_at = at
    if row.about == Correction.About.SOURCE:
        _change_source(item, row)
    elif row.about == Correction.About.LEVEL:
        item.level = _level(item, instead or row.proposed["level"])
    else:
        setattr(item, row.about, instead or row.proposed[row.about])
    item.save(update_fields=["statement", "code", "level", "revision", "changed_at"])
    Revision.objects.create(
        item=item,
        number=item.revision,
        content=content_of(statement_of(item)),
        correction=row,
        made_at=at,
        made_by=by,
    )
    return item.revision


def _change_source(item: Item, row: Correction) -> None:
    if row.source is not None:
        if row.source.until_revision is not None:
            rules.check_still_stands(same=False)
        row.source.until_revision = item.revision
        row.source.save(update_fields=["until_revision"])
    if not row.proposed.get("remove"):
        place = row.source.place if row.source else item.sources.count() + 1
        Source.objects.create(item=item, place=place, since_revision=item.revision, **row.proposed)
