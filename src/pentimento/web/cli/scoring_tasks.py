"""Commands of the ledger: score a folder of labels. Needs no practice folder and keeps nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pentimento.core.kernel.errors import Invalid, TooLarge

from . import AsJson, app
from .speak import Speaker

ledger = typer.Typer(help="Tasks, time and what AI could do of them.", no_args_is_help=True)
app.add_typer(ledger, name="ledger")

TABLES = {".csv", ".tsv", ".txt"}
HONEST = (
    "Exposure is not displacement.",
    "These figures are not for decisions about anybody's employment.",
    "Nothing is computed from client content.",
)


@ledger.callback()
def _group() -> None:
    """Tasks, time and what AI could do of them."""


@ledger.command("score")
def score(
    labels: Annotated[Path, typer.Option("--labels", help="A folder with tables of labels, or one table.")],
    occupation: Annotated[str, typer.Option(help="Whose tasks.")] = "29-1129.01",
    as_json: AsJson = False,
) -> None:
    """Score an occupation and its tasks from a folder of labels."""
    from pentimento.core.exposure.formulas import FORMULAS
    from pentimento.core.exposure.inventory import ledger_tasks
    from pentimento.core.exposure.ledger import Inputs, rows_of
    from pentimento.core.exposure.published import corpus_mean
    from pentimento.core.exposure.scores import sensitivity, weightings
    from pentimento.core.occupations.profile import tasks as tasks_of

    speaker, tasks = Speaker(as_json=as_json), ledger_tasks(tasks_of(occupation))
    found, passed_over = _read(labels, tasks, occupation)
    scores = sensitivity(found.labels.values(), weightings(tasks.values()))
    rows = rows_of(Inputs(tasks, found.labels, corpus_mean()))
    _show(speaker, scores, rows)
    speaker.answer(
        {
            "occupation": occupation,
            "scores": {one.rater: one.to_json() for one in scores if one.weighting == "published"},
            "sensitivity": [one.to_json() for one in scores],
            "tasks": [row.to_json() for row in rows],
            "corpus_mean": corpus_mean(),
            "raters": list(found.raters),
            "missing": list(found.missing),
            "rows_about_other_occupations": found.elsewhere,
            "remarks": [remark.to_json() for remark in found.remarks],
            "passed_over": passed_over,
            "formulas": {key: formula.words for key, formula in FORMULAS.items()},
            "notes": list(HONEST),
        }
    )


def _read(place: Path, tasks: Any, occupation: str) -> tuple[Any, list[str]]:
    """Every table with labels in the folder, as one set, and the names of the files that hold none."""
    from pentimento.core.exposure.label_sets import has_labels, merged, read_labels
    from pentimento.core.exposure.wording import History

    sets, passed_over = {}, []
    for file in _tables(place):
        with file.open("rb") as opened:
            head = opened.readline(1_000_000).decode("utf-8", "replace")
        if not head.strip() or not has_labels(head):
            passed_over.append(file.name)
            continue
        try:
            sets[file.name] = read_labels(
                file.read_bytes(), tasks=tasks, history=History(occupation), occupation=occupation
            )
        except (Invalid, TooLarge) as error:
            raise Invalid("{file}: {reason}", file=file.name, reason=str(error)) from error
    if not sets:
        raise Invalid("There is no table of labels in {place}.", place=place)
    return merged(sets, tasks), passed_over


def _tables(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise Invalid("There is no folder {place}.", place=place)
    return sorted(file for file in place.iterdir() if file.is_file() and file.suffix.casefold() in TABLES)


def _show(speaker: Speaker, scores: list[Any], rows: list[Any]) -> None:
    speaker.table(
        ("Rater", "Weighting", "Alpha", "Beta", "Gamma"),
        [(s.rater, s.weighting, f"{s.alpha:.4f}", f"{s.beta:.4f}", f"{s.gamma:.4f}") for s in scores],
    )
    speaker.table(
        ("Task", "Labels", "Capability", "Automation", "Risk", "Time", "Grade"),
        [
            (row.task.name, "/".join(row.labels.exposure.values()), *map(_percent, _figures(row)), row.grade)
            for row in rows
        ],
    )
    for sentence in HONEST:
        speaker.say(sentence)


def _figures(row: Any) -> tuple[Any, ...]:
    return row.capability, row.automation, row.risk, row.time


def _percent(figure: Any) -> str:
    return f"{figure.value:.0%} ({figure.low:.0%}–{figure.high:.0%})" if figure else "—"
