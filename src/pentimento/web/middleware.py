"""What happens to every request: headers, time limits, declared views, errors that speak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from pentimento.core.kernel.errors import PentimentoError, Refused
from pentimento.trust.access import OPEN, Permission, declaration_of
from pentimento.trust.access.handing import closed, handed_over

from .errors import answer, no_method

Next = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
SEEN_EVERY = timedelta(minutes=2)  # a write a request would make every reader a writer


class Headers:
    """Nothing of a record stays in a cache, and the browser lends out no sensors but the camera."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SessionLimits:
    """Sign out whoever has been away too long. Polling and autosave do not count as being there."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._watch(request)
        return self.get_response(request)

    def _watch(self, request: HttpRequest) -> None:
        now, seen = timezone.now(), request.session.get(SEEN)
        last = timezone.datetime.fromisoformat(seen) if seen else now  # type: ignore[attr-defined]
        if now - last > timedelta(minutes=settings.PENTIMENTO_IDLE_MINUTES):
            logout(request)
        elif (seen is None or now - last > SEEN_EVERY) and request.headers.get("X-Background") != "1":
            request.session[SEEN] = now.isoformat()


class HandedOver:
    """While the client holds the device, nothing opens but the page they were handed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = handed_over(request.session) if request.user.is_authenticated else ""
        if page and not self._opens(request, page):
            asked = request.get_full_path() if request.method == "GET" else "/"
            if asked.startswith((page, reverse("sign-out"))):  # neither is where its owner wants to go on
                asked = closed(request.session) or "/"
            return HttpResponseRedirect(f"{reverse('take-back')}?{urlencode({'next': asked})}")
        return self.get_response(request)

    def _opens(self, request: HttpRequest, page: str) -> bool:
        """The form until it is done, its sending also afterwards (twice is once), the password, and signing out."""
        reads = request.method in {"GET", "HEAD"}
        if request.path == page:
            return not (reads and closed(request.session))
        return request.path == reverse("take-back") or (request.path == reverse("sign-out") and not reads)


class DeclaredViews:
    """Refuse a view that does not say what it needs, and whoever may not use it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        declared = declaration_of(view)
        if declared == OPEN:
            return None
        if declared is None:
            raise RuntimeError(f"{view.__module__}.{view.__qualname__} does not declare what it needs.")
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        if not request.user.may(Permission(declared)):
            return answer(request, Refused("Your role does not include this. Ask your head of service if it should."))
        return None


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response.headers["HX-Redirect"] = settings.LOGIN_URL
        return response
    if request.method not in {"GET", "HEAD"}:
        return answer(request, Refused("You have been signed out. Sign in again; nothing was changed."), status=401)
    return redirect_to_login(request.get_full_path())


class Methods:
    """Where a method does not fit an address, say so and lead to the page it belongs to."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        told = no_method(request)
        told.headers["Allow"] = response.headers.get("Allow", "")
        return told


class ErrorEdge:
    """Turn what Pentimento will not do into a page, a partial or JSON with the right status."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, PentimentoError) else None
