"""Every table of the floor, gathered where Django looks for them."""

from .access.models import Chart, Grant, Loan
from .activity.models import Activity
from .audit.models import Entry, Head
from .consent.models import Decision
from .people.models import Person, SignInAttempt, Supervision
from .signing.models import Seal
from .vault.models import Blob, Incoming, IncomingPiece

__all__ = [
    "Activity",
    "Blob",
    "Chart",
    "Decision",
    "Entry",
    "Grant",
    "Head",
    "Incoming",
    "IncomingPiece",
    "Loan",
    "Person",
    "Seal",
    "SignInAttempt",
    "Supervision",
]
