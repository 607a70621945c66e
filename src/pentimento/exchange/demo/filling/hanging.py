"""A picture made in a session goes into the record."""

from datetime import datetime

from pentimento.exchange.demo.easel import Drawn
from pentimento.exchange.demo.filling.practice import Practice
from pentimento.exchange.demo.plot import ArtworkStory
from pentimento.practice.artworks import actions
from pentimento.practice.encounters.models import Encounter
from pentimento.trust.people.models import Person


def hang(
    practice: Practice, client: str, work: ArtworkStory, encounter: Encounter, *, by: Person, at: datetime
) -> None:
    """Keep the work a client made."""
    hang_drawn(practice, client, work, practice.easel.take(work.key), encounter, by=by, at=at)


def hang_drawn(
    practice: Practice,
    client: str,
    work: ArtworkStory,
    drawn: Drawn,
    encounter: Encounter,
    *,
    by: Person,
    at: datetime,
) -> None:
    """Keep a work whose picture is there already: the long sheet of a group hangs in the record of each maker."""
    practice.works[work.key, client] = actions.keep_artwork(
        chart=practice.chart(client),
        original=drawn.original,
        developed=drawn.developed,
        original_name=f"{work.key}.jpg",
        upload_key=work.key,
        made_on=work.made_on,
        title=work.title,
        media=", ".join(work.media),
        width_mm=drawn.width_mm,
        height_mm=drawn.height_mm,
        directive=work.directive,
        series=work.series,
        makers=("client", "group") if len(work.makers) > 1 else ("client",),
        encounter=encounter,
        by=by,
        at=at,
    )
