"""A statement as one revision keeps it: words, code, level, and what it rested on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pentimento.core.reference.frameworks.framework import Source as SourceContent
from pentimento.core.reference.frameworks.framework import Statement
from pentimento.profession.portfolio.models import Item, Source


def content_of(one: Statement) -> dict[str, Any]:
    """What a revision keeps of a statement."""
    return {
        "statement": one.statement,
        "code": one.code,
        "level": one.level,
        "sources": [asdict(source) for source in one.sources],
    }


def current_sources(item: Item) -> list[Source]:
    """What the statement rests on now, in order."""
    return [source for source in item.sources.all() if source.until_revision is None]


def source_content(source: Source) -> SourceContent:
    """A source as content."""
    return SourceContent(
        kind=source.kind,
        title=source.title,
        code=source.code,
        locator=source.locator,
        address=source.address,
        published=source.published,
    )


def statement_of(item: Item) -> Statement:
    """A row as content, with what it rests on now. Wants ``level``, ``parent`` and ``sources`` fetched."""
    return Statement(
        identifier=item.identifier,
        statement=item.statement,
        code=item.code,
        title=item.title,
        kind=item.kind,
        is_heading=item.is_heading,
        parent=item.parent.identifier if item.parent else "",
        level=item.level.key if item.level else "",
        notes=item.notes,
        keywords=tuple(item.keywords),
        sources=tuple(source_content(source) for source in current_sources(item)),
        beside=item.beside,
    )
