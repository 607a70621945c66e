"""What every page knows: the places in the menu and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pentimento.trust.access import Permission

from .profession import HALF

PLACES: tuple[tuple[Any, str, str, Permission], ...] = (
    (_("Today"), "today", "today", Permission.SIGNED_IN),
    (_("Clients"), "clients:list", "clients", Permission.CLIENT_LIST),
    (_("Calendar"), "encounters:calendar", "calendar", Permission.CALENDAR),
    (_("Measures"), "outcomes:instruments", "measures", Permission.MEASURE_GIVE),
    (_("Profession"), "profession", "profession", Permission.LEDGER_READ),
    (_("Service"), "service", "service", Permission.SERVICE_COUNTS),
)


def house(request: HttpRequest) -> dict[str, Any]:
    """The menu for this person, with the current place marked; what the practice calls itself."""
    known = {"is_demo": settings.PENTIMENTO_IS_DEMO, "practice_name": settings.PENTIMENTO_PRACTICE_NAME}
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": [], **known}
    here = request.path
    if here.startswith("/groups/"):
        here = reverse("encounters:calendar")  # groups are kept from the calendar
    elif here.startswith(HALF):
        here = reverse("profession")
    places = [
        {"label": label, "url": reverse(name), "icon": icon}
        for label, name, icon, permission in PLACES
        if person.may(permission)
    ]
    # Today is the root of every address: it is current only on its own page.
    nearest = max(
        (p["url"] for p in places if here == p["url"] or (p["url"] != "/" and here.startswith(p["url"]))),
        key=len,
        default="",
    )
    for place in places:
        place["current"] = place["url"] == nearest
    return {"nav": places, "person": person, **known}
