"""Questions that pages ask all day: through the same door as ``Model.scoped``, put into words once a process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pentimento.trust.prepared import PreparedRows

from .door import may_ask, may_look_for_the_front_desk, opened
from .models import ChartModel, Purpose


class Question:
    """Rows of one table that lie open to a viewer.

    Parameters
    ----------
    model : type of ChartModel
    narrowed : callable
        Takes the rows that are open, and a value for each blank by name; gives the query set that is meant.
    kinds
        The type of each blank: ``int``, ``str``, ``date`` or ``datetime``.
    """

    def __init__(self, model: type[ChartModel], narrowed: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        def on_a_team(viewer: int, on: date, **blanks: Any) -> QuerySet[Any, Any]:
            return narrowed(opened(model, viewer, on), **blanks)

        self._model = model
        self._on_a_team = PreparedRows(on_a_team, viewer=int, on=date, **kinds)
        self._at_the_desk = PreparedRows(lambda **blanks: narrowed(model._unscoped.all(), **blanks), **kinds)

    def ask(self, viewer: Any, purpose: Purpose = Purpose.CARE, **values: Any) -> list[Any]:
        """The rows, as the query set gives them. No grant, no rows. One statement.

        Parameters
        ----------
        viewer : Person
            Anybody else, or somebody who has left, sees nothing.
        values
            One for each blank.
        """
        if purpose is Purpose.OPERATIONS:
            return self._at_the_desk.all(**values) if may_look_for_the_front_desk(self._model, viewer) else []
        if not may_ask(viewer):
            return []
        return self._on_a_team.all(viewer=viewer.pk, on=timezone.localdate(), **values)
