"""What can be done in the ledger: log work, keep the list of supplies, record trials, write policy, bring tables in."""

from .policies import write_policy
from .supplies import ask_for, buy, give_back, put_back, take_off
from .tables import apply_table, propose_table, set_table_aside
from .trials import record_trial, restore_trial, withdraw_trial
from .work import log_work, settle_work, take_work_back, take_work_up

__all__ = [
    "apply_table",
    "ask_for",
    "buy",
    "give_back",
    "log_work",
    "propose_table",
    "put_back",
    "record_trial",
    "restore_trial",
    "set_table_aside",
    "settle_work",
    "take_off",
    "take_work_back",
    "take_work_up",
    "withdraw_trial",
    "write_policy",
]
