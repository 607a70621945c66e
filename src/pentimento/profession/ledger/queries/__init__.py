"""What the ledger shows, and what the rest of the product asks it: ``policy_for``."""

from .contradictions import Contradiction, contradictions, forbidden
from .inventory import attribution_for, history_of, tasks_of
from .policies import Standing, answered_by, policies_of, policy_for, reviews_due, stance_name, versions_of
from .sheets import Ledger, TaskPage, ledger_for, task_for
from .supplies import bought, needed, supply_for
from .tables import labels_of, raters_from, table_for, tables, usage_of
from .time import Spent, counted_on, time_of
from .trials import trial_for, trials_of

__all__ = [
    "Contradiction",
    "Ledger",
    "Spent",
    "Standing",
    "TaskPage",
    "answered_by",
    "attribution_for",
    "bought",
    "contradictions",
    "counted_on",
    "forbidden",
    "history_of",
    "labels_of",
    "ledger_for",
    "needed",
    "policies_of",
    "policy_for",
    "raters_from",
    "reviews_due",
    "stance_name",
    "supply_for",
    "table_for",
    "tables",
    "task_for",
    "tasks_of",
    "time_of",
    "trial_for",
    "trials_of",
    "usage_of",
    "versions_of",
]
