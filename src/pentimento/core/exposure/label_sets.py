"""A set of labels that somebody brings, by task id or by the task's wording, checked before anything is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.errors import Invalid

from .labels import AUTOMATION, EXPOSURE, SECOND_FILE, TaskLabels, check_label, raters_of
from .sheets import OCCUPATION, RELEASE, TASK_ID, TASK_TEXT, Line, Sheet, plain, read_sheet, task_number
from .wording import History, Likeness

# Headers of the published files; any other rater comes as exposure:NAME or automation:NAME, or in a column `rater`.
KNOWN = {
    "human_exposure_agg": ("exposure", "human"),
    "human_exposure": ("exposure", "human"),
    "gpt4_exposure": ("exposure", "gpt4"),
    "gpt4_exposure_alt_rubric": ("exposure", "gpt4-alternative"),
    "gpt4_alt_rubric": ("exposure", "gpt4-alternative"),
    "gpt4_automation": ("automation", "gpt4"),
    "human_automation": ("automation", "human"),
    "gpt4_automation full_labelset": ("automation", "gpt4"),
    "gpt4_automation automation file": ("automation", "gpt4" + SECOND_FILE),
}
SCALES = {"exposure": EXPOSURE, "automation": AUTOMATION}
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row that whoever brings the table should see before it counts."""

    row: int
    task_id: str
    kind: str  # earlier or shared
    shared_with: tuple[str, ...] = ()
    release: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is kept beside an import."""
        return {
            "row": self.row,
            "task_id": self.task_id,
            "kind": self.kind,
            "shared_with": list(self.shared_with),
            "release": self.release,
        }


@dataclass(frozen=True, slots=True)
class LabelSet:
    """What a table says: labels by task, remarks, and how many rows were about other occupations."""

    labels: dict[str, TaskLabels]
    remarks: tuple[Remark, ...]
    elsewhere: int
    missing: tuple[str, ...]

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody who labelled exposure."""
        return raters_of(self.labels.values())


@dataclass(frozen=True, slots=True)
class Place:
    """The task a row is about, and how that was found."""

    task_id: str
    remarks: tuple[Remark, ...] = ()


def read_labels(content: bytes | str, *, tasks: Collection[str], history: History, occupation: str) -> LabelSet:
    """Read and check a whole table; one wrong cell refuses all of it.

    Raises
    ------
    Invalid
        With row and column: a task that is not in the list, one that comes twice, a label outside its scale,
        a table of two releases, or a table in which no label is found.
    """
    sheet = read_sheet(content)
    reader = _Reader(sheet, tasks, history, occupation)
    for line in sheet.lines:
        reader.take(line)
    if not reader.found:
        raise Invalid("None of the rows is about a task of {occupation}.", occupation=occupation)
    labels = {task: TaskLabels(task, **scales) for task, scales in reader.found.items()}
    missing = tuple(task for task in tasks if task not in labels)
    return LabelSet(labels, tuple(reader.remarks), reader.elsewhere, missing)


def has_labels(head: str) -> bool:
    """Whether a table with this first line holds labels of tasks."""
    sheet = read_sheet(head)
    of_task = sheet.column(TASK_ID) is not None or sheet.column(TASK_TEXT) is not None
    long = sheet.column(("rater",)) is not None and sheet.column(("label",)) is not None
    return of_task and (long or any(_rater_of(column) for column in sheet.columns))


def merged(sets: Mapping[str, LabelSet], tasks: Collection[str]) -> LabelSet:
    """Several tables as one set. ``sets`` by the name of each table.

    One rater's automation labels printed in two files are kept as two readings of one rater.

    Raises
    ------
    Invalid
        When two tables give one rater's exposure label of a task differently.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name, one in sets.items():
        for task, labels in one.labels.items():
            kept = found.setdefault(task, {"exposure": {}, "automation": {}})
            for rater, label in labels.exposure.items():
                if kept["exposure"].setdefault(rater, label) != label:
                    raise Invalid(
                        "{file}: “{rater}” labels task {task} {label} here and {other} in another table.",
                        file=name,
                        rater=rater,
                        task=task,
                        label=label,
                        other=kept["exposure"][rater],
                    )
            for rater, label in labels.automation.items():
                again = rater in kept["automation"] and SECOND_FILE not in rater
                kept["automation"][rater + SECOND_FILE if again else rater] = label
    labels_of = {task: TaskLabels(task, **scales) for task, scales in found.items()}
    remarks = tuple(remark for one in sets.values() for remark in one.remarks)
    missing = tuple(task for task in tasks if task not in labels_of)
    return LabelSet(labels_of, remarks, sum(one.elsewhere for one in sets.values()), missing)


class _Reader:
    def __init__(self, sheet: Sheet, tasks: Collection[str], history: History, occupation: str) -> None:
        self.tasks, self.history, self.occupation = tasks, history, occupation
        self.id, self.text = sheet.column(TASK_ID), sheet.column(TASK_TEXT)
        self.soc, self.release = sheet.column(OCCUPATION), sheet.column(RELEASE)
        self.rater, self.label = sheet.column(("rater",)), sheet.column(("label",))
        self.columns = {column: place for column in sheet.columns if (place := _rater_of(column))}
        self.found: dict[str, dict[str, dict[str, str]]] = {}
        self.rows: dict[tuple[str, str, str], int] = {}
        self.remarks: list[Remark] = []
        self.elsewhere, self.of = 0, ""
        if self.id is None and self.text is None:
            raise Invalid("The table has no column for the task. Call it “Task ID” or “Task”.")
        if not self.columns and (self.rater is None or self.label is None):
            raise Invalid("The table has no labels: no column such as “gpt4_exposure”, “exposure:NAME” or “label”.")

    def take(self, line: Line) -> None:
        if self.soc is not None and (code := line.get(self.soc)) and code != self.occupation:
            self.elsewhere += 1
            return
        self._check_release(line)
        place = place_of(line, self.id, self.text, self.tasks, self.history)
        if place is None:
            raise Invalid(
                "Row {row}, column “{column}”: there is no task “{task}” in {occupation}, now or earlier.",
                row=line.number,
                column=self.id if line.get(self.id) else self.text,
                task=(line.get(self.id) or line.get(self.text))[:60],
                occupation=self.occupation,
            )
        self.remarks.extend(place.remarks)
        for scale, rater, column, label in self._labels(line):
            self._keep(
                line, place.task_id, scale, rater, check_label(label, SCALES[scale], row=line.number, column=column)
            )

    def _labels(self, line: Line) -> Iterator[tuple[str, str, str, str]]:
        for column, (scale, rater) in self.columns.items():
            if label := line.get(column):
                yield scale, rater, column, label
        if not self.columns and self.label is not None:
            label, rater = line.get(self.label), line.get(self.rater)
            if not rater or len(rater) > LONGEST_NAME:
                raise Invalid("Row {row}, column “{column}”: name the rater.", row=line.number, column=self.rater)
            yield ("automation" if label.upper().startswith("T") else "exposure"), rater, self.label, label

    def _keep(self, line: Line, task: str, scale: str, rater: str, label: str) -> None:
        if before := self.rows.setdefault((task, scale, rater), 0):
            raise Invalid(
                "Row {row}: task {task} was labelled by “{rater}” in row {before} already.",
                row=line.number,
                task=task,
                rater=rater,
                before=before,
            )
        self.rows[task, scale, rater] = line.number
        self.found.setdefault(task, {"exposure": {}, "automation": {}})[scale][rater] = label

    def _check_release(self, line: Line) -> None:
        said = line.get(self.release)
        self.of = self.of or said
        if said and said != self.of:
            raise Invalid(
                "Row {row}, column “{column}”: release {said} in a table of release {of}. Bring one release at a time.",
                row=line.number,
                column=self.release,
                said=said[:20],
                of=self.of[:20],
            )


def place_of(
    line: Line, id_column: str | None, text_column: str | None, tasks: Collection[str], history: History
) -> Place | None:
    """The task of a row: by its id where there is one, else by its wording."""
    if words := line.get(id_column):
        return Place(task_number(words)) if task_number(words) in tasks else None
    known = history.find(line.get(text_column))
    if known is None or known.task_id not in tasks:
        return None
    remarks = []
    if known.likeness is not Likeness.CURRENT:
        remarks.append(Remark(line.number, known.task_id, str(known.likeness), release=known.release))
    if known.shared_with:
        remarks.append(Remark(line.number, known.task_id, "shared", known.shared_with))
    return Place(known.task_id, tuple(remarks))


def _rater_of(column: str) -> tuple[str, str] | None:
    scale, _, rater = column.partition(":")
    if plain(scale) in SCALES and rater.strip():
        return plain(scale), rater.strip()[:LONGEST_NAME]
    return KNOWN.get(plain(column))
