"""A drawing as it leaves the record, after the consent gate: what goes out, and as whose.

As with reports: a file leaves only while the client's yes to sharing is in force, and shows the client as that yes
says; a picture needs two more, keep and photograph. All three are asked at the moment it leaves. No file of a drawing
holds the client's name; its title, which is the client's own words, goes along only where the yes says “by name”.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pentimento.core.kernel.errors import NeedsConsent, Unavailable
from pentimento.practice.artworks.models import Artwork, Drawing
from pentimento.practice.artworks.press import Sheet
from pentimento.trust.access.models import Chart
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act, Identity

from .drawings import log_of

NEEDED = (Act.SHARE_TEAM, *gate.PICTURE)
PLAYER = "dist/replay-file.js"


def check_may_leave(chart: Chart, *, on: date) -> None:
    """Refuse unless every yes that a picture needs to leave the record is in force.

    Raises
    ------
    NeedsConsent
    """
    gate.check(chart, *NEEDED, on=on)


def why_it_stays(chart: Chart, *, on: date) -> NeedsConsent | None:
    """Why no drawing leaves this chart; None where the client agreed. One statement."""
    return gate.missing(chart, NEEDED, on=on)


def sheet_of(work: Artwork, drawing: Drawing, *, on: date, form: str) -> Sheet:
    """A drawing ready for the press.

    Raises
    ------
    NeedsConsent
        The client's yes is not in force on that day.
    Unavailable
        The script of the player was never built.
    """
    check_may_leave(work.chart, on=on)
    day = formats.date_format(work.made_on, "j F Y")
    return Sheet(
        log=log_of(drawing),
        language=get_language() or "en",
        title=(_by_name(work, on=on) and work.title) or _("A drawing"),
        caption=", ".join(part for part in (day, work.media) if part),
        words=_words(),
        script=_script() if form == "html" else "",
    )


def _by_name(work: Artwork, *, on: date) -> bool:
    shared = next(one for one in gate.standings(work.chart, on=on) if one.act == Act.SHARE_TEAM)
    return shared.decision is not None and shared.decision.identity == Identity.NAMED


def _script() -> str:
    found: Any = finders.find(PLAYER)
    if not found:
        raise Unavailable("The player is not built on this server. Take the picture as PNG meanwhile.")
    return Path(found).read_text(encoding="utf-8")


def _words() -> dict[str, str]:
    """The player's words, as on the page of the work."""
    return {
        "play": _("Play"),
        "halt": _("Pause"),
        "of": _("%s of %s"),
        "paused": _("A pause of %s"),
        "picture": _("The drawing as it was at this moment"),
        "moment": _("Moment"),
        "erased": _("Show what was erased"),
        "key_drawn": _("drawing"),
        "key_erased": _("erasing, taking back"),
        "key_pause": _("pause of three seconds or more"),
    }
