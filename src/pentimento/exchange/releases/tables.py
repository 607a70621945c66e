"""What an official release holds: which columns matter, which repeat others, and what may not occur twice."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

CODE = "O*NET-SOC Code"
OCCUPATIONS = "occupation-data"
TASKS = "task-statements"
RATINGS = "task-ratings"
TITLES = ("alternate-titles", "sample-of-reported-titles")
SCALES = "scales-reference"
CATEGORIES = ("task-categories", "work-context-categories", "education-training-and-experience-categories")
ELEMENTS = "content-model-reference"
REFERENCES = (SCALES, *CATEGORIES, ELEMENTS, "job-zone-reference", "dwa-reference")

# Which columns a table must have, besides the code of the occupation.
NEEDS: dict[str, tuple[str, ...]] = {
    OCCUPATIONS: ("Title", "Description"),
    TASKS: ("Task ID", "Task"),
    RATINGS: ("Task ID", "Scale ID", "Category", "Data Value"),
    "alternate-titles": ("Alternate Title",),
    "sample-of-reported-titles": ("Reported Job Title",),
    SCALES: ("Scale ID", "Scale Name", "Minimum", "Maximum"),
    ELEMENTS: ("Element ID", "Element Name"),
}
# Spreadsheets repeat these from other tables so that people can read them; kept once.
REPEATED = ("Title", "Element Name", "Scale Name", "Commodity Title", "DWA Title")
NAMED = {
    "Element ID": "Element Name",
    "Scale ID": "Scale Name",
    "Commodity Code": "Commodity Title",
    "DWA ID": "DWA Title",
}
NUMBERS = frozenset(
    {"Data Value", "N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Percent", "Index", "Category",
     "Job Zone", "Incumbents Responding"}
)  # fmt: skip
NOTHING = frozenset({"", "n/a", "N/A"})
# One of these makes a row somebody's own; together with the others it may not occur twice for an occupation.
PRIMARY = ("Task ID", "Element ID", "Related O*NET-SOC Code", "Example", "Item", "DWA ID")
SECONDARY = ("Scale ID", "Category", "Commodity Code", "Response")
ENDINGS = {".txt": "text", ".tsv": "text", ".csv": "csv", ".xlsx": "xlsx"}
VERSION = re.compile(r"(?:^|[^a-z])db[ _-]?(\d{1,2})[._](\d)(?!\d)", re.IGNORECASE)
READ_ME = re.compile(r"O\*NET[^\w\n]{0,3}\s*(\d{1,2}\.\d)\s+Database")


def kind_of(name: str) -> str:
    """The kind of a table from its file's name: ``Task Ratings.txt`` and ``task_ratings.csv`` are ``task-ratings``."""
    return re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")


def versions_in(path: str) -> set[str]:
    """Versions that a path names, as official downloads do: ``db_30_1_text`` is 30.1."""
    return {f"{major}.{minor}" for major, minor in VERSION.findall(path)}
