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
FEW = 500  # matches that are listed by id; more are met early enough on a walk in order of name


class Bounded(Paginator):
    """Counts no further than ``MOST``, so that a page costs the same among 100,000 clients.

    ``more`` says whether there are others.
    """

    more = False

    def __init__(self, found: QuerySet[Client]) -> None:
        super().__init__(found[:MOST], A_PAGE)
        counted = found.order_by()[: MOST + 1].count()
        self.more = counted > MOST
        self.__dict__["count"] = min(counted, MOST)  # where Paginator keeps what it has counted


def list_for(viewer: Person, *, search: str = "", status: str = "", page: object = 1) -> Page[Client]:
    """Clients this viewer may see, by family name, 25 a page.

    Two statements, one more when something was typed. ``page.paginator.more`` says that there are over
    1,000 and the rest is not paged through.

    Parameters
    ----------
    search : str
        Beginnings of names or of the record number; every word must match. Case and accents do not count.
    status : str
        One of ``Client.Status``; anything else is no filter.
    page
        A page number; nonsense is the first page, too far is the last.
    """
    found = seen_by(viewer).select_related("chart").order_by("sort_name", "pk")
    if status in Client.Status.values:
        found = found.filter(status=status)
    if search.strip():
        found = matching(found, viewer, typed_words(search))
    pages = Bounded(found)
    try:
        return pages.page(page)  # type: ignore[arg-type]
    except PageNotAnInteger:
        return pages.page(1)
    except EmptyPage:
        return pages.page(pages.num_pages)


def matching(found: QuerySet[Client], viewer: Person, words: list[str]) -> QuerySet[Client]:
    """Those found by every one of these words. One statement; the scope lies inside the match.

    Few matches are named by id. Where there are many, the walk in order of name meets a page of them
    at once, and sorting them all would not.
    """
    if not words:
        return found.none()
    mine = SearchWord.scoped(viewer, practical_purpose(viewer))
    few = mine.filter(beginning(words[0]))
    for word in words[1:]:
        few = few.filter(chart__in=mine.filter(beginning(word)).values("chart"))
    charts = list(few.order_by().values_list("chart", flat=True).distinct()[: FEW + 1])
    if len(charts) <= FEW:
        return found.filter(chart__in=charts)
    for word in words:
        found = found.filter(Exists(mine.filter(beginning(word), chart=OuterRef("chart"))))
    return found


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
