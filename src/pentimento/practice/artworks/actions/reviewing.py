"""At the end of therapy: what becomes of each work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.words import cleaned
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Disposition
from pentimento.trust import audit
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .team import check_writer, held


@transaction.atomic
def open_review(*, chart: Chart, by: Person, at: datetime) -> list[Disposition]:
    """Ask of every work in view what becomes of it. Asked again, it takes in works added since."""
    check_writer(by, chart)
    Chart.objects.select_for_update().get(pk=chart.pk)
    asked = Disposition.of_chart(chart).values("artwork")
    waiting = Artwork.of_chart(chart).filter(retracted_at__isnull=True).exclude(pk__in=asked)
    opened = [Disposition.add(chart=chart, artwork=work, opened_at=at) for work in waiting.order_by("made_on", "pk")]
    if opened:
        audit.record(audit.Event.REVIEW_OPENED, by=by, at=at, chart=chart, works=len(opened))
    return opened


@transaction.atomic
def decide_artwork(
    *, disposition: Disposition, choice: str, words: str, by: Person, at: datetime, confirmed: bool = False
) -> Disposition:
    """Record what becomes of a work, and where it is from now on. The same decision again is a repeat.

    Parameters
    ----------
    choice : {"keep", "return", "dispose"}
    confirmed : bool
        Needed to dispose of a work: it cannot be undone.
    """
    check_writer(by, disposition.chart)
    row = held(disposition)
    work = held(row.artwork)
    said = cleaned(words)
    rules.check_words(said, most=rules.WORDS_MOST)
    rules.check_can_decide(choice=choice, confirmed=confirmed, custody=work.custody)
    if (row.choice, row.words) == (choice, said):
        return row
    row.choice, row.words, row.decided_by, row.decided_at = choice, said, by, at
    row.save(update_fields=["choice", "words", "decided_by", "decided_at"])
    work.custody, work.version = rules.CUSTODY_AFTER[choice], work.version + 1
    work.save(update_fields=["custody", "version"])
    audit.record(audit.Event.REVIEW_DECIDED, by=by, at=at, chart=row.chart, subject=row)
    return row
