"""Frameworks as they stand now: their versions, their statements, and one statement with everything about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from pentimento.core.kernel.errors import NotFound
from pentimento.core.reference.frameworks.framework import Framework as Content
from pentimento.core.reference.frameworks.framework import Level as LevelContent
from pentimento.core.reference.frameworks.framework import Tie as TieContent
from pentimento.profession.portfolio.models import Correction, Item, Level, Revision, Source, Tie, Version

from .wording import current_sources, statement_of

SOURCES = Prefetch("sources", queryset=Source.objects.order_by("place", "pk"))


def versions() -> list[Version]:
    """Every version of every framework, newest of each first, with the number of its statements. One statement."""
    counted = Version.objects.annotate(statements=Count("items", filter=Q(items__is_heading=False)))
    rows = counted.select_related("framework", "taken_in_by")
    return list(rows.order_by("framework__title", "-taken_in_at", "-pk"))


def version_for(public_id: str) -> Version:
    """One version. NotFound if there is none."""
    found = Version.objects.select_related("framework").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def version_named(identifier: str = "", name: str = "") -> Version:
    """The newest version whose framework has this identifier or a title that holds these words."""
    rows = Version.objects.select_related("framework").order_by("-taken_in_at", "-pk")
    if identifier:
        rows = rows.filter(Q(framework__identifier=identifier.lower()) | Q(framework__title__icontains=identifier))
    if name:
        rows = rows.filter(name=name)
    found = rows.first()
    if found is None:
        raise NotFound("There is no such framework here. Take one in first.")
    return found


def usual_version() -> Version | None:
    """The version people stand to: the one taken in last that is not retired."""
    rows = Version.objects.filter(retired_at__isnull=True).select_related("framework")
    return rows.order_by("-taken_in_at", "-pk").first()


def levels_of(version: Version) -> list[Level]:
    """The levels of a version, first step first. One statement."""
    return list(Level.objects.filter(version=version).order_by("place"))


def _items(version: Version) -> QuerySet[Item]:
    return Item.objects.filter(version=version).select_related("level", "parent").order_by("place")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the statements under it; ``part`` is the heading above it, where there is one."""

    heading: Item | None
    part: Item | None
    items: list[Item]


def sections_of(version: Version, *, level: str = "", task: str = "", search: str = "") -> list[Section]:
    """The statements under their headings, narrowed by level, task or words. Four statements at most."""
    rows = _items(version).prefetch_related(SOURCES)
    headings = {item.pk: item for item in rows if item.is_heading}
    wanted = [item for item in rows if not item.is_heading and _matches(item, level, task, search)]
    found: dict[int | None, list[Item]] = {}
    for item in wanted:
        found.setdefault(item.parent_id, []).append(item)
    order = {key: place for place, key in enumerate(headings)}
    return [
        Section(headings.get(key or 0), headings.get(getattr(headings.get(key or 0), "parent_id", 0) or 0), items)
        for key, items in sorted(found.items(), key=lambda pair: order.get(pair[0] or 0, len(order)))
    ]


def _matches(item: Item, level: str, task: str, search: str) -> bool:
    if level and (item.level is None or item.level.key != level):
        return False
    sources = current_sources(item)
    if task and not any(source.kind == "task" and source.code == task for source in sources):
        return False
    told = " ".join([item.code, item.title, item.statement, *(source.title for source in sources)]).casefold()
    return all(word in told for word in search.casefold().split())


def tasks_of(version: Version) -> list[tuple[str, str, int]]:
    """Tasks that statements of this version rest on: id, label, how many. One statement."""
    rows = Source.objects.filter(item__version=version, kind=Source.Kind.TASK, until_revision__isnull=True)
    counted = rows.values("code", "title").annotate(number=Count("item", distinct=True)).order_by("-number", "code")
    return [(row["code"], row["title"], row["number"]) for row in counted]


def unsourced_of(version: Version) -> list[Item]:
    """Statements that rest on nothing; each is flagged. One statement."""
    resting = Source.objects.filter(until_revision__isnull=True, item__version=version).values("item")
    return list(_items(version).filter(is_heading=False).exclude(pk__in=resting))


def item_for(public_id: str) -> Item:
    """One statement with its version, level, headings and sources. NotFound if there is none."""
    rows = Item.objects.select_related("version__framework", "level", "parent__parent").prefetch_related(SOURCES)
    found = rows.filter(public_id=public_id, is_heading=False).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class About:
    """Everything about one statement."""

    item: Item
    sources: list[Source]
    gone: list[Source]
    revisions: list[Revision]
    corrections: list[Correction]
    ties: list[Tie]
    siblings: list[Item]


def about(item: Item) -> About:
    """What a statement rests on, how it came to be worded so, what was suggested. Four statements."""
    sources = list(item.sources.all())
    ties = Tie.objects.filter(Q(origin=item) | Q(destination=item)).select_related("origin", "destination")
    siblings = Item.objects.filter(version=item.version_id, parent=item.parent_id, is_heading=False)
    return About(
        item=item,
        sources=[source for source in sources if source.until_revision is None],
        gone=[source for source in sources if source.until_revision is not None],
        revisions=list(Revision.objects.filter(item=item).select_related("made_by", "correction").order_by("-number")),
        corrections=list(
            Correction.objects.filter(item=item)
            .select_related("suggested_by", "answered_by", "source")
            .order_by("-suggested_at", "-pk")
        ),
        ties=list(ties.order_by("place")),
        siblings=list(siblings.select_related("level").order_by("level__place", "place")) if item.parent_id else [],
    )


def as_content(version: Version) -> Content:
    """A version as content, corrections included. Five statements."""
    framework = version.framework
    items = list(_items(version).prefetch_related(SOURCES))
    ties = Tie.objects.filter(version=version).select_related("origin", "destination").order_by("place")
    return Content(
        identifier=framework.identifier,
        title=framework.title,
        version=version.name,
        creator=framework.creator,
        about=version.about,
        language=version.language,
        licence=version.licence,
        origin=version.origin,
        dated=version.dated,
        levels=tuple(LevelContent(row.key, row.name, row.about) for row in levels_of(version)),
        statements=tuple(statement_of(item) for item in items),
        ties=tuple(_tie(tie) for tie in ties),
        came_as=version.came_as,
        beside=version.beside,
    )


def _tie(tie: Tie) -> TieContent:
    return TieContent(
        identifier=tie.identifier,
        kind=tie.kind,
        origin=tie.origin.identifier if tie.origin else "",
        destination=tie.destination.identifier if tie.destination else "",
        beside=tie.beside,
    )


def changed_of(version: Version) -> dict[str, str]:
    """When statements that were corrected were changed last, by identifier. One statement."""
    rows = Item.objects.filter(version=version, revision__gt=1).values_list("identifier", "changed_at")
    return {identifier: at.isoformat() for identifier, at in rows}


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file in would do."""

    content: Content
    earlier: Version | None
    is_here: bool
    added: list[Any]
    reworded: list[tuple[str, Any]]
    gone: list[Item]
    unsourced: list[Any]

    @property
    def statements(self) -> list[Any]:
        return [one for one in self.content.statements if not one.is_heading]


def preview_of(content: Content) -> Preview:
    """Compare a file with the newest version of the same framework. Two statements."""
    versions_here = Version.objects.filter(framework__identifier=content.identifier).select_related("framework")
    earlier = versions_here.order_by("-taken_in_at", "-pk").first()
    known = {item.identifier: item for item in Item.objects.filter(version=earlier)} if earlier else {}
    statements = [one for one in content.statements if not one.is_heading]
    kept = {one.identifier for one in content.statements}
    return Preview(
        content=content,
        earlier=earlier,
        is_here=any(row.name == content.version for row in versions_here),
        added=[one for one in statements if one.identifier not in known] if earlier else [],
        reworded=[
            (known[one.identifier].statement, one)
            for one in statements
            if one.identifier in known and known[one.identifier].statement != one.statement
        ],
        gone=[item for key, item in known.items() if key not in kept and not item.is_heading],
        unsourced=[one for one in statements if not one.sources],
    )
