"""What can be done in the ledger: log work, record trials, write policy, bring tables in."""

from .policies import write_policy
from .tables import apply_table, propose_table, set_table_aside
from .trials import record_trial, restore_trial, withdraw_trial
from .work import log_work, settle_work, take_work_back, take_work_up

__all__ = [
    "apply_table",
    "log_work",
    "propose_table",
    "record_trial",
    "restore_trial",
    "set_table_aside",
    "settle_work",
    "take_work_back",
    "take_work_up",
    "withdraw_trial",
    "write_policy",
]
