"""Tables of labels and usage: what is read, what is remarked, and what is refused with row and column."""

from __future__ import annotations

import csv
import io

import pytest

from cast import shared
from pentimento.core.exposure.inventory import tasks
from pentimento.core.exposure.label_sets import LabelSet, has_labels, merged, read_labels
from pentimento.core.exposure.usage_sets import UsageSet, read_usage
from pentimento.core.exposure.wording import History, Likeness
from pentimento.core.kernel.errors import Invalid, TooLarge

OCCUPATION = "29-1129.01"


def labels(text: str | bytes) -> LabelSet:
    return read_labels(text, tasks=tasks(), history=History(OCCUPATION), occupation=OCCUPATION)


def usage(text: str | bytes) -> UsageSet:
    return read_usage(text, tasks=tasks(), history=History(OCCUPATION), occupation=OCCUPATION)


def facts(name: str) -> list[dict[str, str]]:
    """Rows of a table beside the repository."""
    return list(csv.DictReader(io.StringIO(shared("facts/onet", name).read_text())))


def statement(task: str) -> str:
    """The official sentence of a task."""
    return next(row["Task"] for row in facts("task_statements.csv") if row["Task ID"] == task)


def old_statement(task: str) -> str:
    """Its sentence in release 20.1."""
    return next(row["task_20.1"] for row in facts("ai_labels_by_task.csv") if row["task_id"] == task)


def test_published_headers_with_tabs_and_ids_with_decimals_are_read() -> None:
    read = labels(
        "\tO*NET-SOC Code\tTask ID\tTask Type\thuman_exposure_agg\tgpt4_exposure\tgpt4_automation\n"
        "0\t11-1011.00\t8823.0\tCore\tE0\tE9\tT2\n"
        "1\t29-1129.01\t19154.0\tCore\tE2\te1\tT2\n"
    )
    assert dict(read.labels["19154"].exposure) == {"human": "E2", "gpt4": "E1"}
    assert dict(read.labels["19154"].automation) == {"gpt4": "T2"}
    assert read.elsewhere == 1 and len(read.missing) == 24


def test_one_label_a_row_is_read_as_well() -> None:
    read = labels("task_id;rater;label\n19154;Imogen;E1\n19154;Imogen;T2\n19154;Tariq;E0\n")
    assert dict(read.labels["19154"].exposure) == {"Imogen": "E1", "Tariq": "E0"}
    assert list(read.labels["19154"].automation.values()) == ["T2"]


REFUSED = [
    ("Task ID,gpt4_exposure\n19154,E1\n19151,E7\n", "Row 3, column “gpt4_exposure”: “E7” is not on the scale"),
    ("Task ID,gpt4_automation\n19154,T5\n", "Row 2, column “gpt4_automation”: “T5”"),
    ("Task ID,gpt4_exposure\n19154,E1\n19154,E1\n", "Row 3: task 19154 was labelled by “gpt4” in row 2"),
    ("Task ID,gpt4_exposure\n99999,E1\n", "Row 2, column “Task ID”: there is no task “99999”"),
    ("Task,gpt4_exposure\nJuggle,E1\n", "Row 2, column “Task”: there is no task “Juggle”"),
    ("Task ID,gpt4_exposure,Release\n19154,E1,30.1\n19151,E1,29.0\n", "Row 3, column “Release”: release 29.0"),
    ("Task ID,gpt4_exposure\n19154\n", "Row 2 has 1 columns; the header has 2"),
    ("gpt4_exposure\nE1\n", "no column for the task"),
    ("Task ID,words\n19154,E1\n", "no labels"),
    ("Task ID,gpt4_exposure,GPT4_exposure\n19154,E1,E2\n", "Two columns are called"),
    ("O*NET-SOC Code,Task ID,gpt4_exposure\n11-1011.00,8823,E1\n", "None of the rows"),
    ("<!DOCTYPE html>\n<p>Not found\n", "page of a web site"),
    ("", "empty"),
    (b"Task ID,gpt4_exposure\n19154,\xff\n", "UTF-8"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_cannot_be_right_is_refused_with_its_place(text: str | bytes, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        labels(text)
    assert sentence in str(refused.value)


def test_an_endless_table_is_refused() -> None:
    with pytest.raises(TooLarge):
        labels("Task ID,gpt4_exposure\n" + "x" * 8_000_001)


def test_tasks_are_found_by_their_wording_now_and_earlier() -> None:
    history = History(OCCUPATION)
    now = history.find(statement("19143"))
    assert now and (now.task_id, now.likeness) == ("19143", Likeness.CURRENT)
    old = old_statement("19143")
    earlier = history.find(old.upper())
    assert earlier and (earlier.task_id, earlier.likeness) == ("19143", Likeness.EARLIER)
    assert history.find("") is None and history.find("Juggle.") is None


def test_usage_keyed_by_an_old_and_by_a_shared_wording_is_read_and_remarked() -> None:
    old = old_statement("19143")
    read = usage(f'task_name,count\n"{old.lower()}",7\n"{statement("19142")}",44\nJuggle,3\n')
    assert read.unit == "count" and read.elsewhere == 1
    assert read.uses["19142"].value == 44 and read.uses["19142"].own == 22
    assert read.uses["19142"].shared_with == ("29-1129.02 19168",)
    assert [(remark.row, remark.kind) for remark in read.remarks] == [(2, "earlier"), (3, "shared")]


def test_usage_that_is_no_amount_is_refused_with_its_place() -> None:
    for wrong in ("many", "-1", "nan", ""):
        with pytest.raises(Invalid, match="Row 2, column “pct”"):
            usage(f"Task ID,pct\n19142,{wrong}\n")
    with pytest.raises(Invalid, match="stands in row 2 already"):
        usage("Task ID,pct\n19142,1\n19142,1\n")
    with pytest.raises(Invalid, match="None of the rows"):
        usage("Task ID,pct\n1,1\n")


def test_several_tables_become_one_set_and_one_rater_stays_one() -> None:
    one = labels("Task ID,gpt4_exposure,gpt4_automation\n19154,E1,T2\n")
    two = labels("Task ID,gpt4_automation,human_automation\n19154,T1,T0\n")
    whole = merged({"one.csv": one, "two.csv": two}, tasks())
    assert len(whole.labels["19154"].automation_values) == 2
    with pytest.raises(Invalid, match=r"three.csv: “gpt4” labels task 19154 E0 here and E1"):
        merged({"one.csv": one, "three.csv": labels("Task ID,gpt4_exposure\n19154,E0\n")}, tasks())


def test_a_table_without_labels_is_known_by_its_header() -> None:
    assert has_labels("Task ID\tgpt4_exposure\n")
    assert not has_labels("Task ID,Importance\n")
    assert not has_labels("gpt4_exposure\n")
