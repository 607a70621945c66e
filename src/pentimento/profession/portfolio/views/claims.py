"""My portfolio, one claim with its evidence, and everything its owner does to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Conflict
from pentimento.profession.portfolio.actions import claims as actions
from pentimento.profession.portfolio.forms.claims import ClaimForm, OutsideForm, RemarkForm, VerifyForm, WhyForm
from pentimento.profession.portfolio.queries import claims as queries
from pentimento.profession.portfolio.queries import frameworks, people
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key

from .corrections import CAUGHT
from .tabs import tabs_for

WITHDRAWING = "withdraw_%s"  # two forms that ask why can be on one page


@require_safe
@needs(Permission.PORTFOLIO_KEEP)
def mine(request: Asking) -> HttpResponse:
    """The reader's claims, by where they are on their way."""
    today = timezone.localdate()
    context = {
        "groups": queries.by_state(request.user, today=today),
        "version": frameworks.usual_version(),
        "waiting": queries.waiting_for(request.user) if request.user.may(Permission.CLAIM_VERIFY) else [],
        "tabs": tabs_for(request, "mine"),
    }
    return render(request, "portfolio/mine.html", context)


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def begin(request: Asking, statement: str) -> HttpResponse:
    """Begin to claim a statement."""
    item = frameworks.item_for(statement)
    key = request.POST.get("entry_key", "")
    claim = actions.begin(item=item, entry_key=key, by=request.user, at=timezone.now())
    return redirect("portfolio:claim", claim.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PORTFOLIO_KEEP)
def claim(request: Asking, claim: str) -> HttpResponse:
    """A claim for its owner and its supervisor; its owner writes it here."""
    row = queries.claim_for(request.user, claim)
    if request.method != "POST":
        return claim_page(request, row)
    rules.check_can_write(is_owner=row.owner_id == request.user.pk, state=row.state)
    form = ClaimForm(request.POST, people=people.verifiers_for(request.user))
    if not form.is_valid():
        return claim_page(request, row, form=form, status=422)
    try:
        said = form.cleaned_data
        actions.write(
            claim=row, words=said["words"], verifier=form.named(), version=said["version"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except CAUGHT as error:
        theirs = queries.claim_for(request.user, claim).words if isinstance(error, Conflict) else None
        status = form.refuse(error)
        return claim_page(request, row, form=form, theirs=theirs, status=status)
    messages.success(request, _("Kept."))
    return redirect("portfolio:claim", claim)


def claim_page(request: Asking, row: Any, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A claim as it stands, with the forms this person may use; ``shown`` replaces those that were sent."""
    today, is_owner = timezone.localdate(), row.owner_id == request.user.pk
    is_verifier = row.verifier_id == request.user.pk
    chosen = row.verifier.public_id if row.verifier else ""
    start = {"words": row.words, "verifier": chosen, "version": row.version}
    named = {"is_verifier": is_verifier, "state": row.state}
    context = {
        "read": queries.read(request.user, row, today=today),
        "claim": row,
        "is_owner": is_owner,
        "can_write": rules.can_write(is_owner=is_owner, state=row.state),
        "can_decide": rules.can_decide(**named),
        "can_reopen": rules.can_reopen(**named),
        "can_withdraw": rules.can_withdraw(is_owner=is_owner, **named),
        "form": ClaimForm(initial=start, people=people.verifiers_for(row.owner)),
        "outside": OutsideForm(),
        "remark": RemarkForm(),
        "verify": VerifyForm(),
        "why": WhyForm(),
        "withdrawing": WhyForm(auto_id=WITHDRAWING),
        "entry_key": new_key(),
        "tabs": tabs_for(request, "mine" if is_owner else "queue"),
    }
    return render(request, "portfolio/claim.html", context | shown, status=status)


def _done(request: Asking, claim: str, form: Any, name: str, act: Callable[[Any], Any], words: str) -> HttpResponse:
    """Do one thing to a claim, or show the page again with what is missing."""
    row = queries.claim_for(request.user, claim)
    if form is None or form.is_valid():
        try:
            act(row)
            messages.success(request, words)
            return redirect("portfolio:claim", claim)
        except CAUGHT as error:
            if form is None:
                raise
            status = form.refuse(error)
            return claim_page(request, row, status=status, **{name: form})
    return claim_page(request, row, status=422, **{name: form})


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def send(request: Asking, claim: str) -> HttpResponse:
    """Hand it to the supervisor; what is on the page is kept first."""
    form = ClaimForm(request.POST, people=people.verifiers_for(request.user))

    def act(row: Any) -> None:
        said = form.cleaned_data
        kept = actions.write(
            claim=row, words=said["words"], verifier=form.named(), version=said["version"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        actions.send(claim=kept, by=request.user, at=timezone.now())

    return _done(request, claim, form, "form", act, _("Sent. You hear when it was read."))


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def call_back(request: Asking, claim: str) -> HttpResponse:
    """Have it back before it was decided."""
    return _done(
        request, claim, None, "", lambda row: actions.call_back(claim=row, by=request.user, at=timezone.now()),
        _("You have it back."),
    )  # fmt: skip


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def withdraw(request: Asking, claim: str) -> HttpResponse:
    """Withdraw a claim, or the verification of one."""
    form = WhyForm(request.POST, auto_id=WITHDRAWING)
    return _done(
        request, claim, form, "withdrawing",
        lambda row: actions.withdraw(
            claim=row, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
        ),
        _("Withdrawn. It stays readable that it was."),
    )  # fmt: skip


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def renew(request: Asking, claim: str) -> HttpResponse:
    """Begin an expired claim anew."""
    row = queries.claim_for(request.user, claim)
    key = request.POST.get("entry_key", "")
    new = actions.renew(claim=row, entry_key=key, by=request.user, at=timezone.now())
    messages.success(request, _("Begun anew with your earlier words and evidence. Bring them up to date."))
    return redirect("portfolio:claim", new.public_id)


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def remark(request: Asking, claim: str) -> HttpResponse:
    """Say something about it."""
    form = RemarkForm(request.POST)
    return _done(
        request, claim, form, "remark",
        lambda row: actions.remark(
            claim=row, words=form.cleaned_data["remark"], by=request.user, at=timezone.now()
        ),
        _("Said."),
    )  # fmt: skip


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def link_outside(request: Asking, claim: str) -> HttpResponse:
    """Describe evidence that lies outside the record."""
    form = OutsideForm(request.POST)
    return _done(
        request, claim, form, "outside",
        lambda row: actions.link(
            claim=row, kind="outside", words=form.cleaned_data["outside"], by=request.user, at=timezone.now()
        ),
        _("Linked."),
    )  # fmt: skip


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def unlink(request: Asking, claim: str, evidence: str) -> HttpResponse:
    """Take evidence off."""
    row = queries.claim_for(request.user, claim)
    found = queries.evidence_for(request.user, row, evidence)
    actions.unlink(evidence=found, by=request.user, at=timezone.now())
    messages.success(request, _("Taken off."))
    return redirect("portfolio:claim", claim)
