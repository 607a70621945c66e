"""The releases that were imported, and which of them answers for an occupation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations import profile
from pentimento.core.occupations.crosswalk import former_codes_of, resolve
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Occupation, Release, Sheaf


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures on a page come from. ``release`` None: from the tables that ship.

    ``code`` is the code in that release, which may be an older one; ``is_whole`` False where only the name is known.
    """

    version: str
    code: str
    release: Release | None = None
    is_whole: bool = True

    @property
    def attribution(self) -> str:
        """The line that stands under every page and in every export."""
        return profile.attribution_of(self.version) if self.release else profile.attribution()

    @property
    def is_shipped(self) -> bool:
        """Whether this came with Pentimento rather than by an import."""
        return self.release is None


def releases() -> list[Release]:
    """Every imported release, newest first. One statement."""
    return sorted(Release.objects.all(), key=lambda one: rules.newer(one.version), reverse=True)


def release_for(version: str) -> Release:
    """One release by its number.

    Raises
    ------
    NotFound
        With the ones that are here.
    """
    found = Release.objects.filter(version=version).first()
    if found is None:
        here = ", ".join(release.version for release in releases()) or "none"
        raise NotFound("Release {version} was not imported. Imported: {here}.", version=version[:20], here=here)
    return found


def origin_of(code: str, release: str | None = None) -> Origin:
    """Which tables answer for an occupation: the release asked for, else the newest that has it, else what ships.

    Parameters
    ----------
    code
        Any code, old ones too.
    release
        A number such as ``30.1``; the number of the shipped tables means those unless that release was imported.

    Raises
    ------
    Invalid
        For what is not a code.
    NotFound
        Where no table knows the occupation.
    """
    today = resolve(code).code
    codes = [today, *(step.from_code for step in former_codes_of(today))]
    if release and (release != profile.RELEASE or Release.objects.filter(version=release).exists()):
        return _in(release_for(release), codes)
    for kept in [] if release else releases():
        if rules.newer(kept.version) >= rules.newer(profile.RELEASE) or not _ships(today):
            found = Occupation.objects.filter(release=kept, code__in=codes).values_list("code", flat=True).first()
            if found:
                return Origin(kept.version, found, kept)
    if today in profile.names():
        return Origin(profile.RELEASE, today, is_whole=_ships(today))
    raise NotFound("{code} is not among the occupations known here. Import an O*NET release to look it up.", code=today)


def rows_of(origin: Origin, kind: str) -> list[dict[str, Any]]:
    """The rows of one table about the occupation, by column. At most one statement."""
    if origin.release is None:
        return []
    sheaf = Sheaf.objects.filter(release=origin.release, code=origin.code, kind=kind).first()
    return named(origin.release, kind, rules.unpack(bytes(sheaf.packed))) if sheaf else []


def named(release: Release, kind: str, rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Rows as they are kept, with the names of their columns."""
    columns = release.columns[kind]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _ships(code: str) -> bool:
    known = profile.known().get(code)
    return known is not None and known.is_full


def _in(release: Release, codes: list[str]) -> Origin:
    found = Occupation.objects.filter(release=release, code__in=codes).values_list("code", flat=True).first()
    if found is None:
        raise NotFound("Release {version} has no occupation {code}.", version=release.version, code=codes[0])
    return Origin(release.version, found, release)
