"""What a viewer may read of artworks."""

from .comparing import Beside, course_of, lines_of, side_by_side
from .drawings import drawing_for, drawing_of, log_of, open_drawings
from .elements import Panel, panel_of, run_of
from .leaving import why_it_stays
from .making import Making, making_of, map_of
from .overlays import Drawn, overlay_of
from .phones import TO_FINISH, Camera, Lent, camera_for, camera_of, lent_in, new_of, picture_coming
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
    accession_of,
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
    "TO_FINISH",
    "Beside",
    "Camera",
    "Content",
    "Drawn",
    "Lent",
    "Making",
    "Panel",
    "Reviewed",
    "Section",
    "WallPage",
    "accession_of",
    "camera_for",
    "camera_of",
    "content_of",
    "counts",
    "course_of",
    "disposition_for",
    "drawing_for",
    "drawing_of",
    "front_of",
    "has_review",
    "latest_of",
    "lent_in",
    "lines_of",
    "log_of",
    "making_of",
    "map_of",
    "may_see_all",
    "missing_consent",
    "new_of",
    "open_drawings",
    "overlay_of",
    "panel_of",
    "photograph_for",
    "photographs_of",
    "picture_again",
    "picture_coming",
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
