"""Lists of clients, found by the beginnings of words."""

from __future__ import annotations

from datetime import date

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from pentimento.practice.clients.models import Client, Referral, SearchWord
from pentimento.practice.clients.rules import folded, typed_words
from pentimento.trust.access.door import practical_purpose
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .people import seen_by

A_PAGE = 25
MOST = 1000  # clients that are counted and paged through; past that a name finds faster than a pager
MATCHES = 500  # matches that are put in order of name; whoever meets more types another letter


class Bounded(Paginator):
    """Counts no further than ``MOST``, so that a page costs the same among 100,000 clients.

    ``more`` says whether there are others.
    """

    more = False

    def __init__(self, found: QuerySet[Client], *, more: bool = False) -> None:
        super().__init__(found[:MOST], A_PAGE)
        counted = found.order_by()[: MOST + 1].count()
        self.more = more or counted > MOST
        self.__dict__["count"] = min(counted, MOST)  # where Paginator keeps what it has counted


def list_for(viewer: Person, *, search: str = "", status: str = "", page: object = 1) -> Page[Client]:
    """Clients this viewer may see, by family name, 25 a page.

    Two statements, one more when something was typed. Over 1,000 clients, or 500 matches, the rest is
    left to a longer search, and ``page.paginator.more`` says so.

    Parameters
    ----------
    search : str
        Beginnings of names or of the record number; every word must match. Case and accents do not count.
    status : str
        One of ``Client.Status``; anything else is no filter.
    page
        A page number; nonsense is the first page, too far is the last.
    """
    found, more = seen_by(viewer).select_related("chart").order_by("sort_name", "pk"), False
    if status in Client.Status.values:
        found = found.filter(status=status)
    if search.strip():
        charts = matching(viewer, typed_words(search), status=status if status in Client.Status.values else "")
        found, more = found.filter(chart__in=charts[:MATCHES]), len(charts) > MATCHES
    pages = Bounded(found, more=more)
    try:
        return pages.page(page)  # type: ignore[arg-type]
    except PageNotAnInteger:
        return pages.page(1)
    except EmptyPage:
        return pages.page(pages.num_pages)


def matching(viewer: Person, words: list[str], *, status: str = "") -> list[int]:
    """Charts found by every one of these words, at most ``MATCHES`` + 1. One statement, or none.

    The scope lies inside the match, and the match stops when it has enough: a single letter costs the
    same among 100,000 clients.
    """
    if not words:
        return []
    mine = SearchWord.scoped(viewer, practical_purpose(viewer))
    found = mine.filter(beginning(words[0]))
    for word in words[1:]:
        found = found.filter(Exists(mine.filter(beginning(word), chart=OuterRef("chart"))))
    if status:
        found = found.filter(Exists(seen_by(viewer).filter(chart=OuterRef("chart"), status=status)))
    return list(found.order_by().values_list("chart", flat=True).distinct()[: MATCHES + 1])


def beginning(word: str) -> Q:
    """Words that begin with this one, in the form the database has an index for."""
    if connection.vendor == "postgresql":
        return Q(word__startswith=word)
    return Q(word__gte=word, word__lt=word + "\U0010ffff")


def same_person(viewer: Person, *, family_name: str, birth_date: date | None, but: Chart | None = None) -> list[Client]:
    """Clients this viewer may see with this family name and birth date, by name. One statement, or none."""
    if birth_date is None:
        return []
    born = seen_by(viewer).filter(birth_date=birth_date).exclude(chart=but).select_related("chart")
    wanted = folded(family_name)
    return [client for client in born.order_by("sort_name", "pk") if folded(client.family_name) == wanted]


def was_sent(lead: Person, *, by: Person, entry_key: str) -> bool:
    """Whether this filling-in of the referral form has arrived before. One statement."""
    return bool(entry_key) and Referral.scoped(lead).filter(taken_by=by, entry_key=entry_key).exists()
