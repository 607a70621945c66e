"""Every table of the room, gathered where Django looks for them."""

from .outcomes import Appeal, Outcome
from .panels import Grading, Seat, Side
from .posts import Description, Holding, Post
from .schemes import KeptRules, KeptScheme
from .scope import PostModel
from .sheets import Agreed, Evidence, Judgement

__all__ = [
    "Agreed",
    "Appeal",
    "Description",
    "Evidence",
    "Grading",
    "Holding",
    "Judgement",
    "KeptRules",
    "KeptScheme",
    "Outcome",
    "Post",
    "PostModel",
    "Seat",
    "Side",
]
