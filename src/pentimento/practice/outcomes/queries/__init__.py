"""What a viewer may read about measures."""

from .due import Due, due_for, open_prompts_for, prompt_for, schedule_for, schedules_of
from .numbers import counts
from .official import Sheet, form_for, form_shown, forms, sheet_of
from .reading import Answer, Reading, Step, reading_of, trend_of
from .scores import giving_for, latest_of, prompt_of, scores_of, scores_of_session
from .timeline import show_beside, timeline_of, usual_stretch

__all__ = [
    "Answer",
    "Due",
    "Reading",
    "Sheet",
    "Step",
    "counts",
    "due_for",
    "form_for",
    "form_shown",
    "forms",
    "giving_for",
    "latest_of",
    "open_prompts_for",
    "prompt_for",
    "prompt_of",
    "reading_of",
    "schedule_for",
    "schedules_of",
    "scores_of",
    "scores_of_session",
    "sheet_of",
    "show_beside",
    "timeline_of",
    "trend_of",
    "usual_stretch",
]
