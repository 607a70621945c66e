"""The head of every page about one client."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pentimento.practice.clients.models import Client
from pentimento.trust.access.door import is_own_chart, keeps_the_front_desk
from pentimento.trust.access.models import Chart
from pentimento.trust.addresses import address_if_any
from pentimento.trust.consent import gate
from pentimento.trust.people.models import Person

from .intake import precautions_of
from .people import client_of

TABS = (
    ("thread", gettext_lazy("Thread"), "chart"),
    ("sessions", gettext_lazy("Sessions"), "encounters:list"),
    ("wall", gettext_lazy("Wall"), "artworks:wall"),
    ("measures", gettext_lazy("Measures"), "outcomes:list"),
    ("plan", gettext_lazy("Plan"), "records:plan"),
    ("notes", gettext_lazy("Notes"), "records:notes"),
    ("reports", gettext_lazy("Reports"), "records:reports"),
    ("details", gettext_lazy("Details"), "clients:details"),
    ("consent", gettext_lazy("Consent"), "clients:consent"),
)
FRONT_DESK = {"sessions": gettext_lazy("Appointments"), "details": gettext_lazy("Details")}


def header_for(viewer: Person, chart: Chart, current: str = "") -> dict[str, Any]:
    """Context for ``clients/_header.html``. Four statements; one for the front desk, who sees no more than a name.

    Parameters
    ----------
    current : str
        Where the reader is: thread, sessions, wall, measures, plan, notes, reports, details or consent.
    """
    client = client_of(viewer, chart)
    desk = keeps_the_front_desk(viewer)
    noted = [] if desk else precautions_of(viewer, chart)
    return {
        "client": client,
        "name": client.name,
        "pronouns": client.pronouns,
        "born": client.birth_date,
        "url": address_of(client, desk=desk),
        "status": "" if client.status == Client.Status.IN_CARE else client.get_status_display(),
        "precautions": [precaution_mark(p.kind, p.words) for p in noted],
        "noted": noted,  # the same in full, for a page that says more
        "acts": [] if desk else acts_of(chart),
        "consent_url": address_if_any("clients:consent", chart.public_id),
        "tabs": tabs_for(chart, current, desk=desk),
        "as_supervisor": not desk and not is_own_chart(viewer, chart),
    }


def address_of(client: Client, *, desk: bool) -> str:
    """Where a client's name leads: the chart, or for the front desk the details."""
    key = client.chart.public_id
    return ("" if desk else address_if_any("chart", key)) or address_if_any("clients:details", key)


def tabs_for(chart: Chart, current: str, *, desk: bool = False) -> list[dict[str, Any]]:
    """The pages about a client that this kind of viewer has."""
    current = "thread" if current == "chart" else current
    tabs = []
    for key, label, name in TABS:
        url = address_if_any(name, chart.public_id)
        if url and (not desk or key in FRONT_DESK):
            tabs.append({"label": FRONT_DESK[key] if desk else label, "url": url, "current": key == current})
    return tabs


def precaution_mark(kind: str, words: str) -> dict[str, str]:
    """One precaution as a mark: risk and allergy in vermilion, the rest in ochre."""
    short = words if len(words) <= 60 else words[:57].rstrip() + "…"
    return {"label": short, "tone": "risk" if kind in {"risk", "allergy"} else "due"}


def acts_of(chart: Chart) -> list[dict[str, str]]:
    """The consent glance: every act with its state and a short note. One statement."""
    return [glance_of(standing) for standing in gate.standings(chart, on=timezone.localdate())]


def glance_of(standing: gate.Standing) -> dict[str, str]:
    """How one act stands, as the glance draws it."""
    decision, note, state = standing.decision, "", "absent"
    if standing.state == "yes" and decision:
        limits = [decision.get_identity_display()] if decision.identity != "named" else []
        if decision.ends_on:
            limits.append(_("until %(day)s") % {"day": date_format(decision.ends_on, "j F Y")})
        state, note = ("limited" if limits else "given"), ", ".join(limits)
    elif standing.state == "withdrawn":
        state = "withdrawn"
    elif standing.state == "no":
        note = _("the answer was no")
    elif standing.state == "ended":
        note = _("the consent has ended")
    else:
        note = _("not asked yet")
    return {"label": str(standing.act.label), "state": state, "note": note}
