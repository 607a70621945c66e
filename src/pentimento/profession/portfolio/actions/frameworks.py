"""A framework is taken in whole, with a first revision of every statement; or it leaves as a file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.canonical import digest
from pentimento.core.reference.frameworks.case_writing import write_case
from pentimento.core.reference.frameworks.framework import Framework as Content
from pentimento.core.reference.frameworks.framework import Statement, Tie
from pentimento.core.reference.frameworks.rsd import write_rsd
from pentimento.core.reference.frameworks.starter import starter
from pentimento.profession.portfolio.models import Framework, Item, Level, Revision, Source, Version
from pentimento.profession.portfolio.models import Tie as TieRow
from pentimento.profession.portfolio.queries.frameworks import as_content, changed_of
from pentimento.profession.portfolio.queries.wording import content_of
from pentimento.profession.portfolio.rules import frameworks as rules
from pentimento.trust import audit
from pentimento.trust.people.models import Person


@transaction.atomic
def take_in(*, content: Content, by: Person | None, at: datetime) -> Version:
    """Keep one version of a framework. All of it or nothing.

    Parameters
    ----------
    by
        None for the command line and the demo, where whoever keeps the practice folder imports.

    Raises
    ------
    Conflict
        When this version is here already.
    """
    rules.check_can_keep(role=by.role if by else None)
    framework, _new = Framework.objects.get_or_create(
        identifier=content.identifier, defaults={"title": content.title, "creator": content.creator}
    )
    known = set(framework.versions.values_list("name", flat=True))
    rules.check_is_new(title=content.title, version=content.version, known=known)
    version = Version.objects.create(
        framework=framework,
        name=content.version,
        about=content.about,
        language=content.language,
        licence=content.licence,
        origin=content.origin,
        dated=content.dated,
        digest=digest(_told(content)),
        came_as=content.came_as,
        beside=dict(content.beside),
        taken_in_at=at,
        taken_in_by=by,
    )
    items = _items(version, content, at)
    _sources(items, content.statements)
    _revisions(items, content.statements, by, at)
    _ties(version, items, content.ties)
    audit.record(audit.Event.FRAMEWORK_TAKEN_IN, by=by, at=at, subject=version, items=len(items))
    return version


def kept_already(content: Content) -> Version | None:
    """The version that says word for word what this does, where it was taken in before."""
    rows = Version.objects.filter(framework__identifier=content.identifier, name=content.version)
    return rows.filter(digest=digest(_told(content))).select_related("framework").first()


def take_in_starter(*, by: Person | None, at: datetime) -> Version:
    """Keep the framework that ships, unless it is here already."""
    content = starter()
    kept = Version.objects.filter(framework__identifier=content.identifier, name=content.version).first()
    return kept or take_in(content=content, by=by, at=at)


@transaction.atomic
def export(*, version: Version, form: str, by: Person | None, at: datetime) -> bytes:
    """The framework as it stands now, corrections included: ``case`` (JSON) or ``rsd`` (CSV)."""
    content = as_content(version)
    audit.record(audit.Event.FRAMEWORK_EXPORTED, by=by, at=at, subject=version, form=form)
    if form == "rsd":
        return write_rsd(content)
    return write_case(content, changed=changed_of(version), at=version.taken_in_at.isoformat())


def _told(content: Content) -> dict[str, object]:
    """What two files with the same content have in common."""
    return {
        "identifier": content.identifier,
        "version": content.version,
        "statements": [[one.identifier, one.statement, one.level, one.parent] for one in content.statements],
    }


def _items(version: Version, content: Content, at: datetime) -> dict[str, Item]:
    levels = {
        one.key: Level.objects.create(version=version, place=place, key=one.key, name=one.name, about=one.about)
        for place, one in enumerate(content.levels, start=1)
    }
    made = [
        Item(
            version=version,
            identifier=one.identifier,
            place=place,
            kind=one.kind,
            is_heading=one.is_heading,
            level=levels.get(one.level),
            code=one.code,
            title=one.title,
            statement=one.statement,
            notes=one.notes,
            keywords=list(one.keywords),
            beside=dict(one.beside),
            changed_at=at,
        )
        for place, one in enumerate(content.statements, start=1)
    ]
    items = {row.identifier: row for row in Item.objects.bulk_create(made)}
    for one in content.statements:
        items[one.identifier].parent = items.get(one.parent)
    Item.objects.bulk_update([row for row in items.values() if row.parent_id], ["parent"], batch_size=500)
    return items


def _sources(items: dict[str, Item], statements: tuple[Statement, ...]) -> None:
    kinds = set(Source.Kind.values)
    Source.objects.bulk_create(
        [
            Source(
                item=items[one.identifier],
                place=place,
                kind=source.kind if source.kind in kinds else Source.Kind.PUBLICATION,
                code=source.code[:120],
                title=source.title,
                locator=source.locator,
                address=source.address[:500],
                published=source.published[:60],
            )
            for one in statements
            for place, source in enumerate(one.sources, start=1)
        ],
        batch_size=500,
    )


def _revisions(items: dict[str, Item], statements: tuple[Statement, ...], by: Person | None, at: datetime) -> None:
    Revision.objects.bulk_create(
        [
            Revision(item=items[one.identifier], number=1, content=content_of(one), made_at=at, made_by=by)
            for one in statements
        ],
        batch_size=500,
    )


def _ties(version: Version, items: dict[str, Item], ties: tuple[Tie, ...]) -> None:
    TieRow.objects.bulk_create(
        [
            TieRow(
                version=version,
                identifier=tie.identifier,
                place=place,
                kind=tie.kind,
                origin=items.get(tie.origin),
                destination=items.get(tie.destination),
                beside=dict(tie.beside),
            )
            for place, tie in enumerate(ties, start=1)
        ],
        batch_size=500,
    )
