"""Everything a page about one occupation shows, whatever it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations import profile
from pentimento.core.occupations.crosswalk import Redirect, Resolved, former_codes_of, resolve
from pentimento.core.occupations.profile import Element, Related, Title, Tool
from pentimento.core.occupations.tasks import Task
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Occupation, Release, Sheaf
from pentimento.profession.occupations.models import Title as TitleRow

from .releases import Origin, named, origin_of, releases
from .tasks import tasks_from

RATED = {"activities": "work-activities", "skills": "skills", "knowledge": "knowledge", "abilities": "abilities"}
SHOWN_APART = {*RATED.values(), "task-ratings", "technology-skills", "tools-used", "related-occupations", "job-zones"}


@dataclass(frozen=True, slots=True)
class Rating:
    """One figure of a table that has no place of its own on the page. ``value`` as published."""

    name: str
    scale: str
    category: str
    value: float | str | None
    n: int | None = None


@dataclass(frozen=True)
class Profile:
    """One occupation in one release. What is not recorded is empty, and the page says so."""

    resolved: Resolved
    origin: Origin
    title: str
    description: str
    parent_title: str
    tasks: tuple[Task, ...]
    elements: dict[str, tuple[Element, ...]]  # activities, skills, knowledge, abilities
    technology: tuple[Tool, ...] = ()
    tools: tuple[Tool, ...] = ()
    titles: tuple[Title, ...] = ()
    related: tuple[Related, ...] = ()
    crosswalks: dict[str, Any] = field(default_factory=dict)
    job_zone: int | None = None
    more: dict[str, tuple[Rating, ...]] = field(default_factory=dict)
    former: tuple[Redirect, ...] = ()
    versions: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code of today."""
        return self.resolved.code

    def to_json(self) -> dict[str, Any]:
        """Everything, for other programs, with the line of attribution."""
        from dataclasses import asdict

        return {
            "code": self.code,
            "title": self.title,
            "description": self.description,
            "parent": {"code": self.resolved.parent, "title": self.parent_title},
            "release": self.origin.version,
            "shipped": self.origin.is_shipped,
            "whole": self.origin.is_whole,
            "redirect": self.resolved.to_json() if self.resolved.steps else None,
            "recognised": asdict(self.resolved.via) if self.resolved.via else None,
            "former_codes": [step.from_code for step in self.former],
            "job_zone": self.job_zone,
            "tasks": [task.to_json() for task in self.tasks],
            "elements": {kind: [asdict(one) for one in found] for kind, found in self.elements.items()},
            "technology": [asdict(one) for one in self.technology],
            "tools": [asdict(one) for one in self.tools],
            "titles": [asdict(one) for one in self.titles],
            "related": [asdict(one) for one in self.related],
            "crosswalks": self.crosswalks,
            "more": {kind: [asdict(one) for one in rows] for kind, rows in self.more.items()},
            "attribution": self.origin.attribution,
        }


def shipped_profile(typed: str) -> Profile:
    """The same from the tables that ship alone. No statement: works where there is no practice folder.

    Raises
    ------
    Invalid, NotFound
        As ``origin_of``.
    """
    resolved = resolve(typed)
    if resolved.code not in profile.names():
        raise NotFound(
            "{code} is not among the occupations that ship. Import an O*NET release to look it up.", code=resolved.code
        )
    known, code = profile.known().get(resolved.code), resolved.code
    is_whole = known is not None and known.is_full
    parts: dict[str, Any] = {
        "resolved": resolved,
        "origin": Origin(profile.RELEASE, code, is_whole=is_whole),
        "tasks": profile.tasks(code) if is_whole else (),
        "former": former_codes_of(code),
        "parent_title": known.parent_title if known else "",
        "crosswalks": profile.crosswalks(code),
    }
    return _shipped(parts["origin"], parts)


def profile_of(typed: str, release: str | None = None) -> Profile:
    """One occupation by any code somebody types. At most ten statements.

    Raises
    ------
    Invalid, NotFound
        As ``origin_of``.
    """
    resolved, origin = resolve(typed), origin_of(typed, release)
    build = _shipped if origin.release is None else _imported
    known = profile.known().get(resolved.code)
    former = former_codes_of(resolved.code)
    parts: dict[str, Any] = {"resolved": resolved, "origin": origin, "tasks": tasks_from(origin), "former": former}
    parts["parent_title"] = known.parent_title if known else _parent_title(origin, resolved.parent)
    parts["versions"] = tuple(one.version for one in releases())
    parts["crosswalks"] = profile.crosswalks(resolved.code)
    return build(origin, parts)


def _shipped(origin: Origin, parts: dict[str, Any]) -> Profile:
    known, code = profile.known().get(origin.code), origin.code
    return Profile(
        title=profile.names()[code],
        description=known.summary if known else "",
        elements={kind: profile.elements(kind, code) for kind in ("activities", "skills", "knowledge")},
        technology=profile.technology(code),
        tools=profile.tools(code),
        titles=profile.titles(code),
        related=profile.related(code),
        job_zone=parts["crosswalks"].get("job_zone"),
        **parts,
    )


def _imported(origin: Origin, parts: dict[str, Any]) -> Profile:
    release = origin.release
    if release is None:  # pragma: no cover - `profile_of` asks only for imported ones
        raise ValueError
    row = Occupation.objects.get(release=release, code=origin.code)
    sheaves = {sheaf.kind: sheaf for sheaf in Sheaf.objects.filter(release=release, code=origin.code)}
    tables = {kind: named(release, kind, rules.unpack(bytes(sheaf.packed))) for kind, sheaf in sheaves.items()}
    zones = tables.get("job-zones") or [{}]
    return Profile(
        title=row.title,
        description=row.description,
        elements={kind: _elements(tables.get(table, []), release) for kind, table in RATED.items()},
        technology=_tools(tables.get("technology-skills", []), release),
        tools=_tools(tables.get("tools-used", []), release),
        titles=_titles(origin),
        related=_related(tables.get("related-occupations", []), release),
        job_zone=zones[0].get("Job Zone"),
        more={
            kind: tuple(_rating(row, release) for row in rows)
            for kind, rows in tables.items()
            if kind not in SHOWN_APART
        },
        **parts,
    )


def _parent_title(origin: Origin, parent: str) -> str:
    if origin.release is None:
        return ""
    row = Occupation.objects.filter(release=origin.release, code=f"{parent}.00").first()
    return row.title if row else ""


def _elements(rows: list[dict[str, Any]], release: Release) -> tuple[Element, ...]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["Element ID"], {})[row["Scale ID"]] = row
    made = (
        Element(
            element_id=key,
            label=release.elements.get(key, key),
            importance=scales.get("IM", {}).get("Data Value"),
            level=scales.get("LV", {}).get("Data Value"),
            raters=scales.get("IM", {}).get("N"),
            date=scales.get("IM", {}).get("Date", ""),
            source=scales.get("IM", {}).get("Domain Source", ""),
        )
        for key, scales in found.items()
    )
    return tuple(sorted(made, key=lambda one: (-(one.importance or 0), one.label)))


def _tools(rows: list[dict[str, Any]], release: Release) -> tuple[Tool, ...]:
    return tuple(
        Tool(
            example=row.get("Example", ""),
            commodity_code=str(row.get("Commodity Code", "")),
            commodity=release.elements.get(str(row.get("Commodity Code", "")), ""),
            hot=row.get("Hot Technology") == "Y",
            in_demand=row.get("In Demand") == "Y",
        )
        for row in rows
    )


def _titles(origin: Origin) -> tuple[Title, ...]:
    found: dict[str, Title] = {}
    for row in TitleRow.objects.filter(release=origin.release, code=origin.code).order_by("title", "-reported"):
        had = found.get(row.title)
        found[row.title] = Title(
            row.title, row.short or (had.short if had else ""), row.reported or bool(had and had.reported)
        )
    return tuple(found.values())


def _related(rows: list[dict[str, Any]], release: Release) -> tuple[Related, ...]:
    codes = [row["Related O*NET-SOC Code"] for row in rows]
    titles = dict(Occupation.objects.filter(release=release, code__in=codes).values_list("code", "title"))
    made = (
        Related(code, titles.get(code, code), str(row.get("Relatedness Tier", "")), row.get("Index") or 0)
        for code, row in zip(codes, rows, strict=True)
    )
    return tuple(sorted(made, key=lambda one: one.place))


def _rating(row: dict[str, Any], release: Release) -> Rating:
    element, scale, category = row.get("Element ID", ""), row.get("Scale ID", ""), row.get("Category")
    words = release.categories.get(f"{element}:{scale}") or release.categories.get(scale) or {}
    first = next((value for key, value in row.items() if isinstance(value, str) and value), "")
    scale_name = (release.scales.get(scale) or [scale])[0]
    return Rating(
        name=release.elements.get(element) or element or row.get("Example") or row.get("Task") or first,
        scale=scale_name,
        category="" if category is None else words.get(str(category), str(category)),
        value=row.get("Data Value") if "Data Value" in row else row.get("Response") or row.get("Percent"),
        n=row.get("N"),
    )
