"""Signing in and out, and the pages that join rooms."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Refused
from pentimento.trust.access import Permission, handing, lending, needs, open_to_all
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.reading import open_chart
from pentimento.trust.forms import say
from pentimento.trust.people.actions import confirm, identify, signed_in, signed_out

from . import numbers, pages
from .forms import SignIn, TakeBack
from .profession import profession_page


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. Says the same whether address or password is wrong."""
    if request.user.is_authenticated:
        return redirect("today")
    form, status = SignIn(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _let_in(request, form)
            except Refused as refused:
                form.add_error(None, say(refused))
    return render(request, "web/sign_in.html", {"form": form, "demo": pages.demo_people()}, status=status)


def _let_in(request: HttpRequest, form: SignIn) -> HttpResponse:
    now = timezone.now()
    address = request.META.get("REMOTE_ADDR", "")
    person = identify(email=form.cleaned_data["email"], password=form.cleaned_data["password"], address=address, at=now)
    with transaction.atomic():
        login(request, person)
        signed_in(person=person, at=now)
    return _onward(request)


def _onward(request: HttpRequest) -> HttpResponse:
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else resolve_url(settings.LOGIN_REDIRECT_URL))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SIGNED_IN)
def take_back(request: Asking) -> HttpResponse:
    """The therapist has the device again: the password opens the rest of the house."""
    form, status = TakeBack(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                confirm(person=request.user, password=form.cleaned_data["password"], at=timezone.now())
                handing.take_back(request.session)
                return _onward(request)
            except Refused as refused:
                form.add_error("password", say(refused))
    return render(request, "web/take_back.html", {"form": form}, status=status)


@require_POST
@needs(Permission.SIGNED_IN)
def sign_out(request: Asking) -> HttpResponse:
    """Leave, and take everything this browser has kept along; phones that were let in go too."""
    now = timezone.now()
    signed_out(person=request.user, at=now)
    lending.end(lending.loans_by(request.user), by=request.user, at=now)
    logout(request)
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
@needs(Permission.SIGNED_IN)
def today(request: Asking) -> HttpResponse:
    """What is next, what is owed, what is about to end."""
    return render(request, "web/today.html", pages.today_for(request.user, now=timezone.now()))


@require_safe
@needs(Permission.CHART_READ)
def chart(request: Asking, chart: str) -> HttpResponse:
    """A client's chart, the thread first."""
    now = timezone.now()
    opened = open_chart(request.user, chart, at=now, what="the chart")
    page = pages.chart_page(request.user, opened, asked=request.GET.dict(), today=timezone.localdate(now))
    return render(request, "web/chart.html", page)


@require_safe
@needs(Permission.CHART_READ)
def thread(request: Asking, chart: str) -> HttpResponse:
    """The thread alone, for another stretch of time."""
    now = timezone.now()
    opened = open_chart(request.user, chart, at=now, what="the chart")
    page = pages.thread_page(request.user, opened, asked=request.GET.dict(), today=timezone.localdate(now))
    return render(request, "web/_thread.html", page)


@require_safe
@needs(Permission.AUDIT_READ)
def readings(request: Asking, chart: str) -> HttpResponse:
    """Who has read this chart."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="who has read the chart")
    return render(request, "web/readings.html", pages.readings_page(request.user, opened))


@require_safe
@needs(Permission.LEDGER_READ)
def profession(request: Asking) -> HttpResponse:
    """The rooms of the profession half."""
    return render(request, "web/profession.html", profession_page(request.user, today=timezone.localdate()))


@require_safe
@needs(Permission.SERVICE_COUNTS)
def service(request: Asking) -> HttpResponse:
    """The service in numbers."""
    return render(request, "web/service.html", numbers.service_page(today=timezone.localdate()))
