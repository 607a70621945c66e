"""Every table of the room, gathered where Django looks for them."""

from .assessments import Reading, Standing
from .claims import Claim, ClaimState, Evidence, Remark, SignOff, Step
from .corrections import Correction, Revision
from .frameworks import Framework, Item, Level, Source, Tie, Version
from .personal import PersonalModel, supervisees_of

__all__ = [
    "Claim",
    "ClaimState",
    "Correction",
    "Evidence",
    "Framework",
    "Item",
    "Level",
    "PersonalModel",
    "Reading",
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
