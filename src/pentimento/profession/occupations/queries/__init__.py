"""What can be asked about occupations. Reference only: the same for everybody who may read it.

Other rooms use ``tasks_of``, ``task_of``, ``redirect_of``, ``origin_of`` and ``tasks_with``.
"""

from pentimento.core.occupations.crosswalk import redirect_of, resolve
from pentimento.core.occupations.elsewhere import read_elsewhere

from .changes import OccupationChange, TableChange, changes_between, changes_of
from .comparing import Comparison, compare
from .finding import Found, Hit, find
from .page import Profile, Rating, profile_of, shipped_profile
from .releases import Origin, origin_of, release_for, releases
from .tasks import Match, labels_of, task_of, tasks_of, tasks_with

__all__ = [
    "Comparison",
    "Found",
    "Hit",
    "Match",
    "OccupationChange",
    "Origin",
    "Profile",
    "Rating",
    "TableChange",
    "changes_between",
    "changes_of",
    "compare",
    "find",
    "labels_of",
    "origin_of",
    "profile_of",
    "read_elsewhere",
    "redirect_of",
    "release_for",
    "releases",
    "resolve",
    "shipped_profile",
    "task_of",
    "tasks_of",
    "tasks_with",
]
