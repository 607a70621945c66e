"""Labels and usage that count now: the published ones, and what was brought in and applied."""

from __future__ import annotations

from typing import Any

from pentimento.core.exposure.labels import TaskLabels
from pentimento.core.exposure.published import published_labels, shipped_usage
from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger.models import Table


def tables(occupation: str = ART_THERAPIST) -> list[Table]:
    """Everything brought in, newest first; what was set aside too."""
    rows = Table.objects.filter(occupation=occupation).select_related("proposed_by", "applied_by")
    return list(rows.order_by("-proposed_at", "-pk"))


def table_for(public_id: str) -> Table:
    """One table.

    Raises
    ------
    NotFound
        When there is none.
    """
    row = Table.objects.filter(public_id=public_id).select_related("proposed_by", "applied_by").first()
    if row is None:
        raise NotFound
    return row


def _in_force(occupation: str, kind: str) -> list[Table]:
    rows = Table.objects.filter(occupation=occupation, kind=kind, applied_at__isnull=False, ended_at__isnull=True)
    return list(rows.order_by("applied_at", "pk"))


def labels_of(occupation: str = ART_THERAPIST) -> dict[str, TaskLabels]:
    """Labels by task: the published ones, then what was applied, a rater's newer label in place of the older."""
    published = published_labels() if occupation == ART_THERAPIST else {}
    exposure = {task: dict(labels.exposure) for task, labels in published.items()}
    automation = {task: dict(labels.automation) for task, labels in published.items()}
    for table in _in_force(occupation, Table.Kind.LABELS):
        for task, scales in table.content.items():
            exposure.setdefault(task, {}).update(scales["exposure"])
            automation.setdefault(task, {}).update(scales["automation"])
    return {task: TaskLabels(task, exposure[task], automation.get(task, {})) for task in exposure}


def raters_from(occupation: str = ART_THERAPIST) -> dict[str, str]:
    """Where each rater's labels come from, for the page."""
    found: dict[str, str] = {}
    if occupation == ART_THERAPIST:
        found = dict.fromkeys(("human", "gpt4", "gpt4-alternative"), "Eloundou et al. 2023")
    for table in _in_force(occupation, Table.Kind.LABELS):
        for scales in table.content.values():
            found.update(dict.fromkeys(scales["exposure"], f"{table.title} ({table.released})"))
    return found


def usage_of(task_id: str, occupation: str = ART_THERAPIST) -> list[dict[str, Any]]:
    """Every published figure of use of one task: value, unit, where from, and with whom its text is shared."""
    found: list[dict[str, Any]] = []
    if occupation == ART_THERAPIST:
        found = [use for row in shipped_usage() if row["task_id"] == task_id for use in _shipped(row)]
    for table in _in_force(occupation, Table.Kind.USAGE):
        if use := table.content.get(task_id):
            found.append(use | {"unit": table.unit, "source": f"{table.title}, {table.released}"})
    return found


def _shipped(row: Any) -> list[dict[str, Any]]:
    found = []
    if row["share_of_conversations_2025_02"]:
        value = float(row["share_of_conversations_2025_02"])
        source = "Anthropic Economic Index, 2025-02-10"
        found.append({"value": value, "own": value, "unit": "share", "source": source, "shared_with": []})
    if row["api_count_2025_09"]:
        value, own = float(row["api_count_2025_09"]), float(row["api_count_after_split"])
        source = "Anthropic Economic Index, programming interface, 2025-09"
        shared = ["29-1129.02 19168"] if own < value else []
        found.append({"value": value, "own": own, "unit": "count", "source": source, "shared_with": shared})
    if shared_text := next((use["shared_with"] for use in found if use["shared_with"]), None):
        for use in found:
            use["shared_with"] = shared_text
    return found
