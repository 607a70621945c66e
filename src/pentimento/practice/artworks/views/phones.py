"""A phone as the camera of a session: the code at the desk, and the one page the phone sees.

The code stands in the part of the address behind ``#``, which browsers keep to themselves: it is in no log, and who
only looks at a link (a previewer, a scanner of messages) does not use it up. The phone's page knows nobody's name.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pentimento.core.figures.codes import code_of
from pentimento.core.kernel.errors import PentimentoError, Refused
from pentimento.practice.artworks import actions, queries, rules
from pentimento.practice.artworks.forms import CodeForm, PictureForm
from pentimento.practice.encounters.queries import session_for
from pentimento.trust.access import Permission, lending, needs, open_to_all
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart
from pentimento.trust.forms import say

from .found import client_page, is_partial
from .uploads import status_of, taken, takes_a_picture

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
KEPT_FOR = int((lending.LASTS + queries.TO_FINISH).total_seconds())

# ---- at the desk


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ARTWORK_KEEP)
def session_phone(request: Asking, chart: str, session: str) -> HttpResponse:
    """How the session stands with its phone; POST makes a code, or with ``end`` puts the phone away."""
    opened = chart_for(request.user, chart) if is_partial(request) else _opened(request, chart)
    rules.check_can_write(on_team=is_own_chart(request.user, opened))
    held = session_for(request.user, opened, session)
    if request.method != "POST":
        return _standing(request, held)
    if "end" not in request.POST:
        _loan, code = actions.lend_camera(encounter=held, by=request.user, at=timezone.now())
        return _shown(request, held, code=code)
    actions.put_phone_away(encounter=held, by=request.user, at=timezone.now())
    return _shown(request, held) if is_partial(request) else redirect("encounters:room", chart, session)


def _opened(request: Asking, chart: str) -> Any:
    return open_chart(request.user, chart, at=timezone.now(), what="the phone of a session")


def _standing(request: Asking, held: Any) -> HttpResponse:
    """Asked again and again by the room: nothing is said while nothing has changed."""
    lent = queries.lent_in(request.user, held, at=timezone.now())
    fresh = queries.new_of(lent, here=request.GET.getlist("here"))
    if is_partial(request) and request.GET.get("was") == _mark(lent) and not fresh:
        return HttpResponse(status=204)
    return _shown(request, held, lent=lent, fresh=fresh if "was" in request.GET else [])


def _mark(lent: queries.Lent) -> str:
    return f"{lent.state}-{lent.coming}-{len(lent.works)}"


def _shown(
    request: Asking, held: Any, *, lent: queries.Lent | None = None, fresh: list[Any] | None = None, code: str = ""
) -> HttpResponse:
    lent = lent or queries.lent_in(request.user, held, at=timezone.now())
    context = client_page(request, held.chart) | {"session": held, "lent": lent, "mark": _mark(lent), "fresh": fresh}
    if code:
        context |= _code(request, code)
    template = "artworks/_phone.html" if is_partial(request) else "artworks/session_phone.html"
    return render(request, template, context)


def _code(request: Asking, code: str) -> dict[str, Any]:
    where = request.build_absolute_uri(reverse("artworks:phone"))
    return {
        "code": " ".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "drawn": code_of(f"{where}#{code}"),
        "where": where.partition("://")[2],
        "is_alone": split_domain_port(request.get_host())[0] in LOOPBACK,
    }


# ---- on the phone


@takes_a_picture
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """The one page of the phone: a code lets it in, then it photographs."""
    if request.method != "POST":
        return _looked_at(request)
    if "code" in request.POST:
        return _let_in(request)
    if "done" in request.POST:
        return _done(request)
    return _sent(request)


def device_of(request: HttpRequest) -> str:
    """The secret of the phone that asks, if it has one."""
    return request.COOKIES.get(settings.PENTIMENTO_PHONE_COOKIE, "")


def _looked_at(request: HttpRequest) -> HttpResponse:
    device = device_of(request)
    try:
        return _page(request, queries.camera_of(device, at=timezone.now()))
    except Refused as over:
        return _at_the_door(request, sentence=say(over) if device else "")


def _let_in(request: HttpRequest) -> HttpResponse:
    form, address = CodeForm(request.POST), request.META.get("REMOTE_ADDR", "")
    if not form.is_valid():
        return _at_the_door(request, form, status=422)
    try:
        loan, device = lending.come_in(
            code=form.cleaned_data["code"], device=device_of(request), address=address, at=timezone.now()
        )
        queries.camera_for(loan)
    except Refused as refused:
        form.refuse(refused, "code")
        return _at_the_door(request, form, status=422)
    response = redirect("artworks:phone")
    response.set_cookie(
        settings.PENTIMENTO_PHONE_COOKIE,
        device,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _at_the_door(
    request: HttpRequest, form: CodeForm | None = None, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form or CodeForm(), "sentence": sentence}
    response = render(request, "artworks/phone_door.html", context, status=status)
    if sentence:  # what this phone knew itself by is of no use any more
        response.delete_cookie(settings.PENTIMENTO_PHONE_COOKIE, samesite="Strict")
    return response


def _page(request: HttpRequest, camera: queries.Camera, *, sentence: str = "", status: int = 200) -> HttpResponse:
    context = {"ends_at": camera.loan.ends_at, "form": PictureForm(), "code_form": CodeForm(), "sentence": sentence}
    context["kept"] = "kept" in request.GET and not sentence
    return render(request, "artworks/phone.html", context, status=status)


def _done(request: HttpRequest) -> HttpResponse:
    actions.phone_is_done(camera=queries.camera_of(device_of(request), at=timezone.now()), at=timezone.now())
    response = render(request, "artworks/phone_done.html")
    response.delete_cookie(settings.PENTIMENTO_PHONE_COOKIE, samesite="Strict")
    return response


def _sent(request: HttpRequest) -> HttpResponse:
    """A whole picture in one form, where there is no script."""
    now = timezone.now()
    camera = queries.camera_of(device_of(request), at=now)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid() or not form.cleaned_data["picture"]:
        return _page(request, camera, sentence=str(form.fields["picture"].error_messages["required"]), status=422)
    sent = taken(form.cleaned_data["picture"], form.cleaned_data["upload_key"])
    key = hashlib.sha256(sent["upload_key"].encode()).hexdigest()[:32]
    try:
        actions.keep_from_phone(camera=camera, original=sent["original"], name=sent["original_name"], key=key, at=now)
    except PentimentoError as error:
        return _page(request, camera, sentence=say(error), status=status_of(error))
    return redirect(f"{reverse('artworks:phone')}?kept")
