"""How a moment, an age and a drawn sign look on a page; nothing clinical is decided here."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pentimento.core.figures.svg import Svg

register = template.Library()

CLOCK = "H:i"  # clinical notes are timed by the 24-hour clock
TONES = {"success": "done", "warning": "due", "error": "risk"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw the sign ``components/icons/<name>.svg``; it is decoration, so the words stand beside it."""
    if not re.fullmatch(r"[a-z]+", name):
        raise template.TemplateDoesNotExist(name)
    return mark_safe(render_to_string(f"components/icons/{name}.svg").strip())  # noqa: S308 - our own files


@register.filter
def drawn(figure: Svg) -> SafeString:
    """A drawing of core on the page: it was built as a tree, so nothing typed became markup."""
    return format_html("{}", figure)


@register.filter
def spoken(sentence: Any) -> str:
    """A finding of core, a template with its facts, in the reader's language."""
    facts = dict(sentence.facts)
    return _(sentence.template).format(**facts) if facts else _(sentence.template)


@register.simple_tag
def consent_mark(acts: Any) -> SafeString:
    """The consent mark, made once for a wall of works that all hang under the same consent."""
    return render_to_string("components/glance.html", {"acts": acts}) if acts else SafeString("")


@register.simple_tag
def thread_list(thread: Any) -> SafeString:
    """The things on a thread as items of a list. A year has hundreds: made in one go, each day worded once."""
    things, language = thread.in_order(), get_language() or ""
    shown = {day: html.escape(_short(day, language)) for day in {thing.at for _lane, thing in things}}
    lanes = {lane: html.escape(lane) for lane in {lane for lane, _thing in things}}
    items = (
        f'<li><time datetime="{t.at.isoformat()}">{shown[t.at]}</time> <a href="{html.escape(t.url)}">'
        f'{html.escape(t.label)}</a> <span class="quiet small">{lanes[lane]}</span></li>'
        for lane, t in things
    )
    return mark_safe("".join(items))  # noqa: S308 - every word in it has just been escaped


@lru_cache(maxsize=4096)
def _short(day: date, _language: str) -> str:
    return formats.date_format(day, "j M Y")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address's filters with some changed, so that a list keeps its search from page to page."""
    request = context.get("request")
    kept = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in changes.items():
        kept[name] = str(value)
    return str(kept.urlencode())


@register.filter
def tone(level: str) -> str:
    """The pigment of a Django message level; a plain one has none."""
    return TONES.get(level, "")


@register.filter
def undo_address(extra_tags: str) -> str:
    """Where a message's undo button posts: ``extra_tags="undo:/clients/…/bring-back/"``; our own paths only."""
    path = extra_tags.removeprefix("undo:")
    return path if extra_tags != path and re.match(r"/[^/\\]", path) else ""


@register.filter
def has_options(field: BoundField) -> bool:
    """Whether the field is a list of radios or ticks rather than several inputs."""
    return hasattr(field.field.widget, "optgroups")


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one tick box, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def signed(value: object) -> str:
    """A step of a goal attainment scale with its sign: ``−2`` to ``+2``; anything else as it is."""
    text = str(value)
    if not re.fullmatch(r"-?\d+", text):
        return text
    number = int(text)
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


@register.filter(expects_localtime=True)
def clock(moment: datetime | None) -> str:
    """The time of day in the reader's zone: ``14:32``."""
    return formats.time_format(moment, CLOCK) if moment else ""


@register.filter(expects_localtime=True)
def exact(moment: datetime | date | None) -> SafeString:
    """A date, and the time if there is one, in a ``<time>``."""
    if moment is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), _words_of(moment))


@register.filter(expects_localtime=True)
def when(moment: datetime | date | None) -> SafeString:
    """Relative words near to now, the date further off; the exact moment on hover."""
    if moment is None:
        return SafeString("")
    words = near(moment, today=timezone.localdate())
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), _words_of(moment), words)


def near(moment: datetime | date, *, today: date) -> str:
    """Say how far a moment is from today: up to a week in words, then the date.

    >>> near(date(2026, 5, 3), today=date(2026, 5, 4))
    'yesterday'
    """
    day = moment.date() if isinstance(moment, datetime) else moment
    at = f" {formats.time_format(moment, CLOCK)}" if isinstance(moment, datetime) else ""
    days = (day - today).days
    if days == 0:
        return _("today") + at
    if days == -1:
        return _("yesterday") + at
    if days == 1:
        return _("tomorrow") + at
    if 1 < days <= 7:
        return ngettext("in %d day", "in %d days", days) % days
    if -7 <= days < -1:
        return ngettext("%d day ago", "%d days ago", -days) % -days
    return formats.date_format(day, "j F" if day.year == today.year else "j F Y")


@register.filter
def age(born: date | None) -> str:
    """Age today: in months below two years, in years from then on."""
    return age_on(born, today=timezone.localdate()) if born else ""


@register.filter
def birth(born: date | None) -> SafeString:
    """The birth date with the age beside it."""
    if born is None:
        return SafeString("")
    return format_html(
        '<time datetime="{}">{}</time>, {}', born.isoformat(), formats.date_format(born, "j F Y"), age(born)
    )


def age_on(born: date, *, today: date) -> str:
    """How old somebody born on a day is on another.

    >>> age_on(date(2015, 5, 3), today=date(2026, 5, 2))
    '10 years'
    """
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months < 0:
        return _("not yet born")
    if months < 24:
        return ngettext("%d month", "%d months", months) % months
    return ngettext("%d year", "%d years", months // 12) % (months // 12)


def _words_of(moment: datetime | date) -> str:
    day = formats.date_format(moment, "j F Y")
    return f"{day}, {formats.time_format(moment, CLOCK)}" if isinstance(moment, datetime) else day
