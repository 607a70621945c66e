"""The service in numbers, without a name."""

from __future__ import annotations

from typing import Any

from pentimento.practice.clients.models import Client, Episode, Referral


def counts() -> dict[str, Any]:
    """How many clients of each status, referrals waiting, and episodes open and closed. Three statements.

    Returns
    -------
    dict
        ``clients`` (status -> number, every status present), ``referrals_waiting``, ``referrals_urgent``
        (of those waiting), ``referrals`` (all), ``episodes_open``, ``episodes_closed``.
    """
    by_status = {row["status"]: row["number"] for row in Client.tally("status")}
    referrals = Referral.tally("outcome", "urgent")
    waiting = [row for row in referrals if row["outcome"] == Referral.Outcome.WAITING]
    ended = Episode.tally("closed_on")
    return {
        "clients": {status: by_status.get(status, 0) for status in Client.Status.values},
        "referrals": sum(row["number"] for row in referrals),
        "referrals_waiting": sum(row["number"] for row in waiting),
        "referrals_urgent": sum(row["number"] for row in waiting if row["urgent"]),
        "episodes_open": sum(row["number"] for row in ended if row["closed_on"] is None),
        "episodes_closed": sum(row["number"] for row in ended if row["closed_on"] is not None),
    }
