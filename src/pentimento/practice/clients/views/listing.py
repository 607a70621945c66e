"""The list of clients, and the form that adds to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import Invalid, PentimentoError
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.forms import Filters, ReferForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import keeps_the_front_desk
from pentimento.trust.people.queries import clinicians


@require_safe
@needs(Permission.CLIENT_LIST)
def clients(request: Asking) -> HttpResponse:
    """Clients by name, found while typing. A live request gets the results alone."""
    words, status = request.GET.get("q", ""), request.GET.get("status", "")
    page = queries.list_for(request.user, search=words, status=status, page=request.GET.get("page", "1"))
    desk = keeps_the_front_desk(request.user)
    context = {
        "page": page,
        "rows": [(client, queries.address_of(client, desk=desk)) for client in page],
        "filters": Filters(initial={"q": words[:100], "status": status}),
        "asked": bool(words.strip() or status),
        "may_refer": request.user.may(Permission.CLIENT_REFER),
        "hide_search": True,
    }
    template = "_results.html" if request.headers.get("HX-Request") else "list.html"
    return render(request, f"clients/{template}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CLIENT_REFER)
def refer(request: Asking) -> HttpResponse:
    """A referral on one page; warns where the client may be known already."""
    people = list(clinicians())
    if request.method != "POST":
        return render(request, "clients/refer.html", {"form": ReferForm.fresh(people=people, by=request.user)})
    form = ReferForm(request.POST, people=people, by=request.user)
    known = _known(request, form) if form.is_valid() else []
    if form.is_valid() and not known:
        try:
            client = actions.refer(**form.wanted(), by=request.user, at=timezone.now())
        except PentimentoError as error:
            if not isinstance(error, Invalid):
                raise
            form.refuse(error)
        else:
            return _referred(request, client)
    return render(request, "clients/refer.html", {"form": form, "known": known}, status=422)


def _known(request: Asking, form: ReferForm) -> list[tuple[object, str]]:
    clean = form.cleaned_data
    if clean["somebody_else"] or queries.was_sent(form.wanted()["lead"], by=request.user, entry_key=clean["entry_key"]):
        return []
    found = queries.same_person(request.user, family_name=clean["family_name"], birth_date=clean["birth_date"])
    desk = keeps_the_front_desk(request.user)
    return [(client, queries.address_of(client, desk=desk)) for client in found]


def _referred(request: Asking, client: object) -> HttpResponse:
    mine = queries.names_of(request.user, [client.chart_id])  # type: ignore[attr-defined]
    if not mine:
        messages.success(request, _("Referral recorded. The therapist who leads sees it; you do not open this chart."))
        return redirect("clients:list")
    messages.success(request, _("Referral recorded."))
    place = "clients:referral" if request.user.may(Permission.CHART_READ) else "clients:details"
    return redirect(place, client.chart.public_id)  # type: ignore[attr-defined]
