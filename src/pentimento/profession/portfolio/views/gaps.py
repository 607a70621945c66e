"""Where people stand: their own view first, then their supervisor's; as a picture, nothing added up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.figures.gaps import Grid, Mark
from pentimento.profession.portfolio.actions import assessments as actions
from pentimento.profession.portfolio.forms.assessments import StandForm
from pentimento.profession.portfolio.queries import frameworks, gaps, people
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .corrections import CAUGHT
from .tabs import tabs_for


@require_safe
@needs(Permission.PORTFOLIO_KEEP)
def own_gaps(request: Asking) -> HttpResponse:
    """The reader's own picture, with the way into each domain."""
    return _person_page(request, request.user, current="gaps")


@require_safe
@needs(Permission.PORTFOLIO_KEEP)
def person_gaps(request: Asking, person: str) -> HttpResponse:
    """Somebody's picture, for their supervisor and the head of service."""
    owner = people.person_for(request.user, person)
    if owner.pk == request.user.pk:
        return redirect("portfolio:gaps")
    return _person_page(request, owner, current="")


def _person_page(request: Asking, owner: Any, *, current: str) -> HttpResponse:
    version, today = frameworks.usual_version(), timezone.localdate()
    context: dict[str, Any] = {"owner": owner, "is_own": owner.pk == request.user.pk, "version": version}
    if version is not None:
        columns, rows = gaps.picture_of(owner, version, today=today)
        context |= {
            "grid": Grid(columns, rows, _("Where %(name)s stands") % {"name": owner.name}),
            "sections": frameworks.sections_of(version),
            "said": sum(mark.own is not None for row in rows for cell in row.cells for mark in cell),
            "supervises": people.supervises_today(request.user, owner),
            "legend": legend(),
        }
    others = [one for one in people.people_for(request.user) if one.pk != request.user.pk]
    return render(request, "portfolio/gaps.html", context | {"people": others, "tabs": tabs_for(request, current)})


def legend() -> list[tuple[Mark, str]]:
    """What the marks mean, each drawn as in the picture."""
    return [
        (Mark("", ""), _("not said")),
        (Mark("", "", own=0), _("not yet")),
        (Mark("", "", own=1), _("with support")),
        (Mark("", "", own=2), _("alone")),
        (Mark("", "", own=3), _("guiding others")),
        (Mark("", "", own=2, other=1), _("left: own view, right: the supervisor's")),
        (Mark("", "", own=2, other=2, claim="waiting"), _("claim with the supervisor")),
        (Mark("", "", own=2, other=2, claim="verified"), _("claim verified")),
        (Mark("", "", own=2, other=2, claim="expired"), _("verification expired")),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PORTFOLIO_KEEP)
def stand(request: Asking, domain: str) -> HttpResponse:
    """The reader says where they stand on the statements of one domain."""
    return _stand(request, request.user, domain)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PORTFOLIO_KEEP)
def view_of(request: Asking, person: str, domain: str) -> HttpResponse:
    """A supervisor adds their view, where the person has given their own."""
    return _stand(request, people.supervisee_for(request.user, person), domain)


def _stand(request: Asking, owner: Any, domain: str) -> HttpResponse:
    section, following = gaps.domain_for(domain)
    is_own = owner.pk == request.user.pk
    rows = gaps.own_view(owner, request.user, section)
    form, status = StandForm(request.POST or None, rows=rows, is_own=is_own), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _said(request, owner, form, following)
            except CAUGHT as error:
                status = form.refuse(error)
    context = {"owner": owner, "is_own": is_own, "section": section, "rows": rows, "form": form, "next": following}
    return render(request, "portfolio/stand.html", context | {"tabs": tabs_for(request, "gaps")}, status=status)


def _said(request: Asking, owner: Any, form: StandForm, following: Any) -> HttpResponse:
    now, said = timezone.now(), form.said()
    if owner.pk == request.user.pk:
        actions.say_where_i_stand(said=said, by=request.user, at=now)
        messages.success(request, _("Kept. Your supervisor can add their view now."))
        on = request.POST.get("then") == "next" and following is not None
        return redirect("portfolio:stand", following.public_id) if on else redirect("portfolio:gaps")
    actions.add_view(owner=owner, said=said, by=request.user, at=now)
    messages.success(request, _("Your view is kept beside theirs."))
    return redirect("portfolio:person-gaps", owner.public_id)


@require_safe
@needs(Permission.TEAM_GAPS)
def team(request: Asking) -> HttpResponse:
    """The whole team, domain by domain; nobody is added up and nobody is ranked."""
    version, today = frameworks.usual_version(), timezone.localdate()
    pictures = []
    staff = people.people_for(request.user)
    if version is not None:
        for section, columns, rows in gaps.team_pictures(staff, version, today=today):
            name = section.heading.title if section.heading else _("Other statements")
            pictures.append((section, Grid(columns, rows, _("%(name)s: the team") % {"name": name})))
    context = {"version": version, "pictures": pictures, "people": staff, "legend": legend()}
    return render(request, "portfolio/team.html", context | {"tabs": tabs_for(request, "team")})
