"""The posts one may see, the schemes, and graded posts beside each other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pentimento.core.jobeval.checker import audit
from pentimento.profession.grading.queries import posts, schemes
from pentimento.profession.grading.queries.together import together
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking


@require_safe
@needs(Permission.GRADING_READ)
def index(request: Asking) -> HttpResponse:
    """Posts, and the schemes with their printed profiles."""
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    runs = request.user.may(Permission.GRADING_RUN)
    context = {
        "cards": posts.posts_of(request.user, search=search),
        "search": search,
        "shelf": [_part(one) for one in schemes.schemes()],
        "runs": runs,
    }
    return render(request, "grading/index.html", context)


def _part(shelved: schemes.Shelved) -> dict[str, Any]:
    return {"shelved": shelved, "audits": [audit(one, shelved.scheme) for one in shelved.scheme.profiles]}


@require_safe
@needs(Permission.GRADING_RUN)
def consistency(request: Asking) -> HttpResponse:
    """Graded posts beside each other, scheme by scheme, with what to look at again."""
    found = [(one, together(request.user, one)) for one in schemes.schemes()]
    parts = [{"shelved": one, "together": report} for one, report in found if report.columns]
    return render(request, "grading/consistency.html", {"parts": parts})
