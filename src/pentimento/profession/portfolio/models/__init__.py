"""Every table of the room, gathered where Django looks for them."""

from .assessments import Reading, Standing
from .badges import Badge
from .claims import Claim, ClaimState, Evidence, Remark, SignOff, Step
from .corrections import Correction, Revision
from .frameworks import Framework, Item, Level, Source, Tie, Version
from .hours import Certificate, Holding, Learning, Pursuit
from .library import Literature, Reference
from .personal import PersonalModel, supervisees_of
from .supervision import Agreed, Attendance, Matter, Meeting

__all__ = [
    "Agreed",
    "Attendance",
    "Badge",
    "Certificate",
    "Claim",
    "ClaimState",
    "Correction",
    "Evidence",
    "Framework",
    "Holding",
    "Item",
    "Learning",
    "Level",
    "Literature",
    "Matter",
    "Meeting",
    "PersonalModel",
    "Pursuit",
    "Reading",
    "Reference",
    "Remark",
    "Revision",
    "SignOff",
    "Source",
    "Standing",
    "Step",
    "Tie",
    "Version",
    "supervisees_of",
]
