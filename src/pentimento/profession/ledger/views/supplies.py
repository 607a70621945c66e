"""The list of what the studio needs. Asking for something and buying it count themselves."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.profession.ledger import actions, queries, rules
from pentimento.profession.ledger.forms import BoughtForm, SupplyForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key

LATELY = timedelta(days=90)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LEDGER_LOG)
def supplies(request: Asking) -> HttpResponse:
    """What is needed, what was bought lately, and the form to ask for something."""
    if request.method != "POST":
        return _page(request, SupplyForm(initial={"entry_key": new_key()}))
    form, status = SupplyForm(request.POST), 422
    if form.is_valid():
        try:
            row = actions.ask_for(by=request.user, at=timezone.now(), **form.cleaned_data)
            undo = reverse("ledger:take-off", args=[row.public_id])
            messages.success(request, _("On the list: %(what)s.") % {"what": row.what}, extra_tags=f"undo:{undo}")
            return redirect("ledger:supplies")
        except (Invalid, Conflict) as error:
            status = form.refuse(error)
    return _page(request, form, status=status)


def _page(request: Asking, form: SupplyForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "needed": queries.needed(),
        "bought": queries.bought(since=timezone.now() - LATELY),
        "can_keep": rules.can_keep(role=request.user.role),
    }
    return render(request, "ledger/supplies.html", context, status=status)


@require_POST
@needs(Permission.LEDGER_LOG)
def buy(request: Asking, supply: str) -> HttpResponse:
    """It was bought."""
    row, form = queries.supply_for(supply), BoughtForm(request.POST)
    if not form.is_valid():
        raise Invalid("Write how many minutes it took, or leave that blank.")
    actions.buy(supply=row, minutes=form.cleaned_data["minutes"], by=request.user, at=timezone.now())
    undo = reverse("ledger:give-back", args=[supply])
    messages.success(request, _("Bought: %(what)s.") % {"what": row.what}, extra_tags=f"undo:{undo}")
    return redirect("ledger:supplies")


@require_POST
@needs(Permission.LEDGER_LOG)
def give_back(request: Asking, supply: str) -> HttpResponse:
    """It was not bought after all."""
    actions.give_back(supply=queries.supply_for(supply), by=request.user, at=timezone.now())
    messages.success(request, _("It is on the list again."))
    return redirect("ledger:supplies")


@require_POST
@needs(Permission.LEDGER_LOG)
def take_off(request: Asking, supply: str) -> HttpResponse:
    """It is not needed."""
    row = actions.take_off(supply=queries.supply_for(supply), by=request.user, at=timezone.now())
    undo = reverse("ledger:put-back", args=[supply])
    messages.success(request, _("Off the list: %(what)s.") % {"what": row.what}, extra_tags=f"undo:{undo}")
    return redirect("ledger:supplies")


@require_POST
@needs(Permission.LEDGER_LOG)
def put_back(request: Asking, supply: str) -> HttpResponse:
    """It is needed after all."""
    actions.put_back(supply=queries.supply_for(supply), by=request.user, at=timezone.now())
    messages.success(request, _("It is on the list again."))
    return redirect("ledger:supplies")
