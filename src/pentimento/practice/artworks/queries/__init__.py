"""What a viewer may read of artworks."""

from .comparing import Beside, course_of, lines_of, side_by_side
from .drawings import drawing_for, drawing_of, log_of, open_drawings
from .elements import Panel, panel_of, run_of
from .leaving import why_it_stays
from .making import Making, making_of, map_of
from .overlays import Drawn, overlay_of
from .pictures import Content, content_of, front_of, photograph_for, photographs_of, picture_again, twin_of
from .reviews import (
    Reviewed,
    disposition_for,
    has_review,
    returned_of,
    review_is_complete,
    review_of,
)
from .seeing import may_see_all, missing_consent, seen_works, withheld_from
from .walls import (
    Section,
    WallPage,
    counts,
    latest_of,
    retracted_of,
    series_of,
    wall_of,
    work_for,
    works_of,
    works_of_session,
)

__all__ = [
    "Beside",
    "Content",
    "Drawn",
    "Making",
    "Panel",
    "Reviewed",
    "Section",
    "WallPage",
    "content_of",
    "counts",
    "course_of",
    "disposition_for",
    "drawing_for",
    "drawing_of",
    "front_of",
    "has_review",
    "latest_of",
    "lines_of",
    "log_of",
    "making_of",
    "map_of",
    "may_see_all",
    "missing_consent",
    "open_drawings",
    "overlay_of",
    "panel_of",
    "photograph_for",
    "photographs_of",
    "picture_again",
    "retracted_of",
    "returned_of",
    "review_is_complete",
    "review_of",
    "run_of",
    "seen_works",
    "series_of",
    "side_by_side",
    "twin_of",
    "wall_of",
    "why_it_stays",
    "withheld_from",
    "work_for",
    "works_of",
    "works_of_session",
]
