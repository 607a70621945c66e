"""A row of the ledger as a page shows it: drawn intervals, sentences for the ear, and the why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from pentimento.core.exposure.formulas import AUTOMATION, CAPABILITY, FORMULAS, LOCAL_RISK, RISK, TIME, Formula
from pentimento.core.exposure.published import work_shares
from pentimento.core.figures.intervals import interval, sparkline
from pentimento.profession.ledger.queries import stance_name, tasks_of

NAMES = {
    "capability": lazy("How far AI could do it"),
    "automation": lazy("Share AI would do alone"),
    "risk": lazy("Exposure"),
    "local_risk": lazy("Exposure under our policy"),
    "time": lazy("Share of working time"),
}
TIME_MOST = 0.4  # a line of working time ends here: hardly a task takes more than two fifths


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure: percentages, its drawing, and the words that explain it."""

    key: str
    name: str
    value: int
    low: int
    high: int
    drawing: Any
    formula: str
    words: str
    inputs: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One task's line."""

    row: Any
    line: Any
    figures: dict[str, Drawn]
    spark: Any
    hours: float
    raters: list[tuple[str, str]]


def drawn_row(line: Any) -> DrawnRow:
    """Draw one line of the ledger."""
    row = line.row
    figures = {name: drawn(name, figure) for name in NAMES if (figure := getattr(row, name)) is not None}
    spark = _spark(line.series) if any(line.series) else ""
    return DrawnRow(
        row,
        line,
        figures,
        spark,
        round(line.minutes / 60, 1),
        [(rater_name(r), label) for r, label in row.labels.exposure.items()],
    )


def drawn(key: str, figure: Any) -> Drawn:
    """Draw one figure."""
    value, low, high = (round(100 * part) for part in (figure.value, figure.low, figure.high))
    said = _("%(value)s %%, most likely between %(low)s and %(high)s %%") % {"value": value, "low": low, "high": high}
    most = TIME_MOST if key == "time" else 1.0
    picture = format_html(
        "{}", interval(figure.value, figure.low, figure.high, label=f"{NAMES[key]}: {said}", most=most)
    )
    words = FORMULAS[figure.formula].words
    return Drawn(key, str(NAMES[key]), value, low, high, picture, figure.formula, words, _inputs(figure.inputs))


@dataclass(frozen=True, slots=True)
class Explained:
    """A column of the ledger and the formula behind it."""

    place: str
    name: Any
    formula: Formula


SHOWN = {"capability": CAPABILITY, "automation": AUTOMATION, "risk": RISK, "local_risk": LOCAL_RISK, "time": TIME}


@dataclass(frozen=True, slots=True)
class KindLine:
    """Hours of one kind of work, and the tasks they belong to with their shares; no words where there are none."""

    label: str
    hours: float
    tasks: str


def spent_lines(spent: Any) -> dict[str, Any]:
    """The log by kind of work, in hours, with what belongs to no task beside it."""
    tasks, shares = tasks_of(), work_shares()
    lines = []
    for kind, label, minutes, _belongs in spent.kinds():
        # The release in force may not know every task that a kind of work belongs to.
        known = ((tasks[task], share) for task, share in shares.get(kind, {}).items() if task in tasks)
        said = (f"{task.name} {share:.0%}" for task, share in known)
        lines.append(KindLine(label, minutes / 60, ", ".join(said)))
    return {
        "kinds": lines,
        "hours": spent.minutes / 60,
        "unclassified": spent.unclassified / 60,
        "usual": spent.usual / 60,
    }


def rater_lines(labels: Any, raters: Any) -> list[dict[str, Any]]:
    """Each rater's label in words, and where it comes from."""
    found = labels.exposure.items()
    return [
        {"rater": rater_name(r), "label": label, "words": MEANING[label], "source": raters.get(r, "")}
        for r, label in found
    ]


RATERS = {"human": lazy("People"), "gpt4": "GPT-4", "gpt4-alternative": lazy("GPT-4, another rubric")}


def rater_name(rater: str) -> str:
    """A rater as the page names them."""
    return str(RATERS.get(rater, rater))


MEANING = {
    "E0": lazy("No"),
    "E1": lazy("Yes, a language model alone"),
    "E2": lazy("Yes, with software built around it"),
}


def _spark(series: list[float]) -> Any:
    said = _("Hours by month, oldest first: %(hours)s") % {"hours": ", ".join(f"{m / 60:.0f}" for m in series)}
    return format_html("{}", sparkline(series, label=said))


WORDS = {
    "labels": lazy("Labels"),
    "corpus_mean": lazy("Mean of all published labels"),
    "trials_succeeded": lazy("Trials that succeeded"),
    "trials_failed": lazy("Trials that did not"),
    "uses_done_by_ai": lazy("Uses in which AI did the work"),
    "uses_helped_by_ai": lazy("Uses in which AI helped"),
    "capability": lazy("Capability, parameters"),
    "automation": lazy("Automation share, parameters"),
    "shape": lazy("Parameters of the posterior"),
    "draws": lazy("Draws"),
    "seed": lazy("Seed"),
    "policy": lazy("Policy"),
    "most_automated": lazy("Automation share counts at most as"),
    "prior_share": lazy("Share by published frequency"),
    "pseudo_hours": lazy("That prior is worth, in hours"),
    "hours": lazy("Hours in the log"),
    "hours_of_all_tasks": lazy("Hours in the log, all tasks"),
}


def _inputs(inputs: Any) -> list[tuple[str, str]]:
    return [
        (str(WORDS.get(name, name)), stance_name(value) if name == "policy" else _plain(value))
        for name, value in inputs.items()
    ]


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{rater_name(name)} {label}" for name, label in value.items()) or "—"
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    return f"{value:.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
