"""The one access door: what a viewer may see, for every page, export, search and count alike."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission, Role

from .models import Chart, ChartModel, Door, Grant, Purpose
from .openness import OpenTo, grants_open_to, in_force, is_on_team


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
    if not is_known(viewer):
        return rows.none()
    if purpose is Purpose.OPERATIONS:
        if model.door is Door.PRACTICAL and keeps_the_front_desk(viewer):
            return rows
        return rows.none()
    if not viewer.may(Permission.CHART_READ):
        return rows.none()
    allowed = rows.filter(OpenTo("chart", viewer.pk, timezone.localdate()))
    if model.door is Door.PRIVATE:
        return allowed.filter(**{model.author_field: viewer})
    return allowed


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
    charts = Chart.objects.filter(public_id=public_id)
    if not is_known(viewer):
        raise NotFound
    if not (purpose is Purpose.OPERATIONS and keeps_the_front_desk(viewer)):
        if not viewer.may(Permission.CHART_READ):
            raise NotFound
        charts = charts.filter(OpenTo("pk", viewer.pk, timezone.localdate()))
    chart = charts.first()
    if chart is None:
        raise NotFound
    return chart


def is_own_chart(viewer: Person, chart: Chart) -> bool:
    """On the care team themselves, rather than looking on as a supervisor."""
    return is_on_team(viewer.pk, chart.pk, on=timezone.localdate())


def own_charts_of(viewer: Person) -> QuerySet[Grant, Any]:
    """Chart ids on whose care team the viewer is today, as a subquery; not those they look on as a supervisor."""
    return Grant.objects.filter(in_force(timezone.localdate()), person=viewer.pk).values("chart")
