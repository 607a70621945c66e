"""Rows about a post. There is no ``objects``: ask through ``scoped``."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from pentimento.trust.access.door import is_known
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission


class PostModel(models.Model):
    """A row about a post.

    A post is open to whoever runs gradings, to whoever holds it, and to whoever sits on a panel for it.
    ``post_path`` leads to the post; ``grading_path`` is named by what a panel works on: until the grading
    is decided that is open to its panel and to whoever runs gradings, never to who holds the post.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)

    post_path: ClassVar[str] = "post"
    grading_path: ClassVar[str] = ""

    # Naming it keeps Django from adding `objects`; only this class and migrations may use it.
    _unscoped: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "_unscoped"

    @classmethod
    def scoped(cls, viewer: Any) -> QuerySet[Self]:
        """What this viewer may see of this table. Somebody unknown sees nothing."""
        rows = cls._unscoped.all()
        return rows.filter(cls.open_to(viewer)) if is_known(viewer) else rows.none()

    @classmethod
    def open_to(cls, viewer: Person) -> Q:
        """The condition under which a row is this viewer's to see."""
        held, runs = posts_held_by(viewer), viewer.may(Permission.GRADING_RUN)
        seated = seats_of(viewer)
        # "pk of anything" holds for every row: whoever runs gradings sees all posts.
        posts = Q(pk__isnull=False) if runs else _under(cls.post_path, held) | _under(cls.post_path, seated("post"))
        if not cls.grading_path:
            return posts
        sits = _under(cls.grading_path, seated("pk"))
        over = Q(**{f"{cls.grading_path}__decided_at__isnull": False}) & posts
        return sits | over | (~_under(cls.post_path, held) if runs else Q(pk__isnull=True))

    @classmethod
    def of(cls, *conditions: Q, **where: Any) -> QuerySet[Self]:
        """Rows below something that was already let through the door."""
        return cls._unscoped.filter(*conditions, **where)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Write one new row."""
        made: Self = cls._unscoped.create(**fields)
        return made


def _under(path: str, ids: Any) -> Q:
    return Q(**{f"{path}__in": ids})


def posts_held_by(viewer: Person) -> QuerySet[Any, Any]:
    """Ids of the posts somebody holds today, as a subquery."""
    today = timezone.localdate()
    holding = apps.get_model("grading.Holding")
    found: QuerySet[Any, Any] = holding.of(person=viewer.pk).filter(in_force(today)).values("post")
    return found


def in_force(day: date) -> Q:
    """The condition under which a holding holds on a day: begun, not left, and the post not ended."""
    not_left = Q(until__isnull=True) | Q(until__gte=day)
    return Q(since__lte=day) & not_left & (Q(post__ended_on__isnull=True) | Q(post__ended_on__gte=day))


def seats_of(viewer: Person) -> Any:
    """Gradings somebody sits on, as a subquery of the asked column."""
    seats = apps.get_model("grading.Seat").of(person=viewer.pk, left_at__isnull=True)
    return lambda column: seats.values(f"grading__{column}" if column != "pk" else "grading")
