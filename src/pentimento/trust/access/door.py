"""The one access door: what a viewer may see, for every page, export, search and count alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission, Role
from pentimento.trust.prepared import PreparedRows

from .models import Chart, ChartModel, Door, Grant, Purpose
from .openness import OpenTo, grants_open_to, in_force, is_on_team

_CHART = PreparedRows(
    lambda key, viewer, on: Chart.objects.filter(OpenTo("pk", viewer, on), public_id=key), key=str, viewer=int, on=date
)


def charts_of(viewer: Any, purpose: Purpose = Purpose.CARE) -> QuerySet[Grant, Any]:
    """Chart ids open to this viewer, as a subquery of grants in force today.

    SUPERVISION adds the charts of the people the viewer supervises. CARE does the same, because a
    supervisor answers for that care; the two differ in what the audit trail says.
    """
    if not is_known(viewer):
        return Grant.objects.none().values("chart")
    return grants_open_to(viewer.pk, on=timezone.localdate())


def is_known(viewer: Any) -> bool:
    """Signed in, and still working here."""
    return isinstance(viewer, Person) and viewer.pk is not None and viewer.is_active


def scope(model: type[ChartModel], viewer: Any, purpose: Purpose) -> QuerySet[Any]:
    """Narrow a table to what the viewer may see. An unknown viewer sees nothing."""
    rows = model._unscoped.all()
    if purpose is Purpose.OPERATIONS:
        return rows if may_look_for_the_front_desk(model, viewer) else rows.none()
    return opened(model, viewer.pk, timezone.localdate()) if may_ask(viewer) else rows.none()


def may_look_for_the_front_desk(model: type[ChartModel], viewer: Any) -> bool:
    """Whether the whole of a table is open, because it holds names and times and this viewer books for everybody."""
    return model.door is Door.PRACTICAL and is_known(viewer) and keeps_the_front_desk(viewer)


def may_ask(viewer: Any) -> bool:
    """Whether this viewer's work lets them read charts at all."""
    return is_known(viewer) and viewer.may(Permission.CHART_READ)


def opened(model: type[ChartModel], viewer: int, on: date) -> QuerySet[Any]:
    """The rows of a table that lie open on a day to a person who ``may_ask``."""
    allowed = model._unscoped.filter(OpenTo("chart", viewer, on))
    return allowed.filter(**{model.author_field: viewer}) if model.door is Door.PRIVATE else allowed


def keeps_the_front_desk(viewer: Person) -> bool:
    """The front desk books for everybody, and sees names and times for that, nothing clinical."""
    return viewer.role == Role.FRONT_DESK


def practical_purpose(viewer: Any) -> Purpose:
    """The widest purpose for which this viewer may see names and times."""
    return Purpose.OPERATIONS if is_known(viewer) and keeps_the_front_desk(viewer) else Purpose.CARE


def chart_for(viewer: Any, public_id: str, purpose: Purpose = Purpose.CARE) -> Chart:
    """Fetch a chart this viewer may open.

    Raises
    ------
    NotFound
        Also when it exists but is not theirs to open.
    """
    found: list[Chart] = []
    if purpose is Purpose.OPERATIONS and is_known(viewer) and keeps_the_front_desk(viewer):
        found = list(Chart.objects.filter(public_id=public_id))
    elif may_ask(viewer):
        found = _CHART.all(key=public_id, viewer=viewer.pk, on=timezone.localdate())
    if not found:
        raise NotFound
    return found[0]


def is_own_chart(viewer: Person, chart: Chart) -> bool:
    """On the care team themselves, rather than looking on as a supervisor."""
    return is_on_team(viewer.pk, chart.pk, on=timezone.localdate())


def own_charts_of(viewer: Person) -> QuerySet[Grant, Any]:
    """Chart ids on whose care team the viewer is today, as a subquery; not those they look on as a supervisor."""
    return Grant.objects.filter(in_force(timezone.localdate()), person=viewer.pk).values("chart")
