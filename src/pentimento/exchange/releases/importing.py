"""From a folder or ZIP to a release that is kept: everything is read and checked first, then kept in one go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pentimento.core.kernel.errors import Invalid, Refused
from pentimento.core.occupations import profile
from pentimento.profession.occupations import actions, rules
from pentimento.profession.occupations.rules import Content, FileSeen
from pentimento.trust.people.models import Person

from .checking import Known, Table
from .opening import Bundle, Member, opened
from .rows import look, rows_of
from .staging import Spool
from .tables import CATEGORIES, CODE, ELEMENTS, OCCUPATIONS, READ_ME, REFERENCES, SCALES, TASKS, kind_of, versions_in

READ_ME_BYTES = 20_000
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the release as it is kept, and whether it was new."""

    public_id: str
    version: str
    rows: int
    occupations: int
    tasks: int
    is_new: bool
    left_aside: tuple[str, ...]


def import_release(
    place: Path, *, version: str = "", by: Person | None, at: datetime, say: Say = lambda words: None
) -> Imported:
    """Read an official release, text, CSV or XLSX, and keep it beside the others.

    Parameters
    ----------
    place
        The folder or ZIP as it was downloaded.
    version
        Such as ``30.1``. Needed only where neither a name nor the Read Me says it.
    by
        None for the command line, where whoever keeps the practice folder imports.

    Raises
    ------
    Invalid, TooLarge, WrongType, Refused, NotFound, Conflict
        With the file, row and column. Nothing is kept then.
    """
    actions.check_can_import(by)
    with ExitStack() as stack:
        bundle = stack.enter_context(opened(place))
        reading = _Reading(bundle, stack.enter_context(Spool()), say)
        reading.all()
        content = reading.content(_version(bundle, version))
        kept, is_new = actions.keep_release(content=content, by=by, at=at)
        return Imported(
            public_id=kept.public_id,
            version=kept.version,
            rows=kept.row_count,
            occupations=kept.occupation_count,
            tasks=kept.task_count,
            is_new=is_new,
            left_aside=tuple(reading.left_aside),
        )


class _Reading:
    """One pass through the files of a release."""

    def __init__(self, bundle: Bundle, spool: Spool, say: Say) -> None:
        self.bundle, self.spool, self.say = bundle, spool, say
        self.known = Known(scales=dict(profile.scales()))
        self.columns: dict[str, list[str]] = {}
        self.files: list[FileSeen] = []
        self.occupations: list[tuple[str, str, str]] = []
        self.categories: dict[str, dict[str, str]] = {}
        self.left_aside: list[str] = []

    def all(self) -> None:
        by_kind = self._by_kind()
        if OCCUPATIONS not in by_kind:
            raise Invalid(
                "There is no table “Occupation Data” in {place}, so this is not a release of O*NET.",
                place=self.bundle.place.name,
            )
        first = [kind for kind in (*REFERENCES, OCCUPATIONS, TASKS) if kind in by_kind]
        for kind in (*first, *sorted(by_kind.keys() - set(first))):
            self._table(kind, by_kind[kind])

    def content(self, version: str) -> Content:
        """Everything that was read, ready to be kept."""
        return Content(
            version=version,
            form="+".join(sorted({member.form for member in self.bundle.members if member.form})),
            files=tuple(self.files),
            columns=self.columns,
            elements=self.known.elements,
            scales=self.known.scales,
            categories=self.categories,
            occupations=tuple(self.occupations),
            bound=self.spool.bound,
        )

    def _by_kind(self) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for member in self.bundle.members:
            kind = kind_of(member.name)
            if not member.form or kind.startswith("read-me"):
                continue
            if kind in found:
                raise Refused(
                    "The same table is here twice: {one} and {other}. Give the files of one release, in one form.",
                    one=found[kind].name,
                    other=member.name,
                )
            found[kind] = member
        return found

    def _table(self, kind: str, member: Member) -> None:
        seen = look(self.bundle, member)
        with rows_of(self.bundle, member, seen) as rows:
            _number, header = next(rows, (1, []))
            table = Table(member.short, kind, header, self.known)
            if kind == OCCUPATIONS and CODE not in table.header:
                raise Invalid("{file}, row 1: the column {code} is missing.", file=member.short, code=CODE)
            count = self._read(kind, table, rows)
        if count is None:
            self.left_aside.append(member.short)
            return
        self.files.append(FileSeen(member.short, kind, count, seen.sha256))
        self.say(f"{member.short}: {count:,} rows")

    def _read(self, kind: str, table: Table, rows: Any) -> int | None:
        if kind == OCCUPATIONS:
            return self._read_occupations(table, rows)
        if kind in REFERENCES:
            return sum(self._explain(kind, number, row, table) for number, row in table.plain(rows))
        if not table.is_by_occupation:
            return None
        self.columns[kind], count = table.columns, 0
        task, add = (table.columns.index("Task ID") if kind == TASKS else -1), self.spool.add
        for code, row in table.rows(rows):
            if task >= 0:
                self.known.tasks[row[task]] = code
            add(kind, code, row)
            count += 1
        return count

    def _read_occupations(self, table: Table, rows: Any) -> int:
        for number, row in table.plain(rows):
            code = row[CODE]
            if not rules.is_code(code):
                raise table.refuse("“{code}” is not a code such as 29-1129.01.", number, CODE, code=code[:20])
            if code in self.known.codes:
                raise table.refuse("{code} is here for the second time.", number, CODE, code=code)
            if not row["Title"]:
                raise table.refuse("an occupation has no title.", number, "Title")
            self.known.codes.add(code)
            self.occupations.append((code, row["Title"], row["Description"]))
        if not self.occupations:
            raise Invalid("{file} holds no occupation.", file=table.file)
        return len(self.occupations)

    def _explain(self, kind: str, number: int, row: dict[str, str], table: Table) -> int:
        if kind == SCALES:
            bounds = []
            for column in ("Minimum", "Maximum"):
                try:
                    bounds.append(float(row[column]))
                except ValueError:
                    raise table.refuse("“{text}” is not a number.", number, column, text=row[column][:20]) from None
            self.known.scales[row["Scale ID"]] = (row["Scale Name"], bounds[0], bounds[1])
        elif kind == ELEMENTS:
            self.known.elements[row["Element ID"]] = row["Element Name"]
        elif kind in CATEGORIES and "Category Description" in row:
            place = ":".join(row[name] for name in ("Element ID", "Scale ID") if row.get(name))
            self.categories.setdefault(place, {})[row.get("Category", "")] = row["Category Description"]
        elif kind == "dwa-reference" and "DWA ID" in row:
            self.known.elements[row["DWA ID"]] = row.get("DWA Title", "")
        elif kind == "job-zone-reference" and "Job Zone" in row:
            self.categories.setdefault("job-zone", {})[row["Job Zone"]] = row.get("Name", "")
        return 1


def _version(bundle: Bundle, asked: str) -> str:
    """The release's number, from the one place that says it. Two that disagree are two releases."""
    said = versions_in(bundle.place.resolve().name) | {
        version for member in bundle.members for version in versions_in(member.name)
    }
    said |= _read_me(bundle)
    if asked:
        rules.check_version(asked)
        said |= {asked}
    if len(said) > 1:
        raise Refused(
            "These files say they are of several releases: {versions}. Give the files of one release only.",
            versions=", ".join(sorted(said)),
        )
    if not said:
        raise Invalid("Nothing here says which release this is. Name it, for example with --release 30.1.")
    return said.pop()


def _read_me(bundle: Bundle) -> set[str]:
    said: set[str] = set()
    for member in bundle.members:
        if kind_of(member.name).startswith("read-me") and member.form == "text":
            with bundle.reading(member) as stream:
                said |= set(READ_ME.findall(stream.read(READ_ME_BYTES).decode("utf-8", "replace")))
    return said
