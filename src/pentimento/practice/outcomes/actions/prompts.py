"""What was done about a safety prompt is recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.words import cleaned
from pentimento.practice.outcomes import rules
from pentimento.practice.outcomes.models import SafetyPrompt
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .team import check_writer


@transaction.atomic
def answer_prompt(*, prompt: SafetyPrompt, what_was_done: str, by: Person, at: datetime) -> SafetyPrompt:
    """Say what was done, which closes the prompt. The same words again are a repeat.

    Raises
    ------
    Conflict
        When something else was recorded already.
    """
    check_writer(by, prompt.chart)
    words = cleaned(what_was_done)
    rules.check_what_was_done(words)
    rows = SafetyPrompt.of_chart(prompt.chart_id).select_for_update(of=("self",)).select_related("chart")
    row = rows.get(pk=prompt.pk)
    if row.answered_at is not None and row.what_was_done == words:
        return row
    rules.check_prompt_open(answered=row.answered_at is not None)
    row.what_was_done, row.answered_at, row.answered_by = words, at, by
    row.save(update_fields=["what_was_done", "answered_at", "answered_by"])
    audit.record(audit.Event.SAFETY_ANSWERED, by=by, at=at, chart=row.chart, subject=row)
    return row
