"""What can be done with measures: giving, correcting, planning, answering a prompt, importing a form."""

from .givings import correct, give
from .official import Imported, Standing, import_form
from .prompts import answer_prompt
from .schedules import end_schedule, end_schedules, resume_schedule, schedule

__all__ = [
    "Imported",
    "Standing",
    "answer_prompt",
    "correct",
    "end_schedule",
    "end_schedules",
    "give",
    "import_form",
    "resume_schedule",
    "schedule",
]
