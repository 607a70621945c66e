"""Reports: the list, the draft as a page to write on, what a sentence rests on, and the sealed page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, TooLarge
from pentimento.practice.artworks.queries import works_of
from pentimento.practice.records import actions
from pentimento.practice.records.forms.notes import PasswordForm
from pentimento.practice.records.forms.reports import NewReportForm, WritingForm, typed_body
from pentimento.practice.records.queries import reports as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart

from .overtaken import report_overtaken
from .report_cards import laid_out, reasons_in
from .sealed_reports import sealed_report_page
from .speaking import conflict_status, spoken, with_header


@require_safe
@needs(Permission.CHART_READ)
def reports(request: Asking, chart: str) -> HttpResponse:
    """Every report of a client, newest first."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the list of reports")
    found = queries.reports_of(request.user, opened)
    page = with_header(request, opened, "reports", reports=found, may_write=may_write(request, opened))
    return render(request, "records/reports.html", page)


def may_write(request: Asking, chart: Any) -> bool:
    """Whether this person writes reports in this chart."""
    return request.user.may(Permission.REPORT_WRITE) and is_own_chart(request.user, chart)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REPORT_WRITE)
def report_new(request: Asking, chart: str) -> HttpResponse:
    """Choose the kind and the period; the draft is then put together."""
    opened = chart_for(request.user, chart)
    periods = queries.periods_for(request.user, opened, today=timezone.localdate())
    form = NewReportForm(request.POST or None, periods=periods)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("kind", "period_from", "period_to", "entry_key")}
        try:
            made = actions.draft_report(chart=opened, by=request.user, at=timezone.now(), **wanted)
            return redirect("records:report", chart, made.public_id)
        except Invalid as no:
            form.add_error("period_from", spoken(no))
    page = with_header(request, opened, "reports", form=form, periods=periods)
    return render(request, "records/report_new.html", page, status=422 if request.method == "POST" else 200)


@require_safe
@needs(Permission.CHART_READ)
def report(request: Asking, chart: str, report: str) -> HttpResponse:
    """The sealed report, or the draft: to write on for the care team, to read for a supervisor."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="a report")
    found = queries.report_for(request.user, opened, report)
    if found.is_signed:
        return sealed_report_page(request, found)
    return writing_page(request, found)


def writing_page(
    request: Asking,
    report: Any,
    *,
    body: Any = None,
    form: WritingForm | None = None,
    password: PasswordForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The draft as it stands, or as it was typed."""
    shown = _shown(request, report, report.body if body is None else body)
    shown |= {"form": form or writing_form(request, report), "password": password or PasswordForm()}
    template = "records/report.html" if may_write(request, report.chart) else "records/report_read.html"
    return render(request, template, with_header(request, report.chart, "reports", **shown, **context), status=status)


def _shown(request: Asking, report: Any, body: Any) -> dict[str, Any]:
    judged = queries.judged(request.user, report, body)
    changed = queries.changed_since(body, judged.now)
    pictures = queries.pictures_in(request.user, report.chart, body)
    return {
        "report": report,
        "sections": laid_out(body, findings=judged.findings, now=judged.now, changed=changed, pictures=pictures),
        "hints": hints_of(report),
        "doubtful": len(judged.findings),
        "to_check": to_check(body),
        "removed": report.includes.get("removed", []),
        "blank": blank_in(body),
    }


def to_check(body: Any) -> int:
    """How many sentences were reworded since somebody looked at their evidence."""
    return sum(1 for part in body for one in part["sentences"] if one.get("check"))


def blank_in(body: Any) -> list[str]:
    """Sentences that were added and not written: a seal would leave them out unseen, so it waits for them."""
    return [one["id"] for part in body for one in part["sentences"] if queries.is_blank(one["text"])]


def hints_of(report: Any) -> dict[str, str]:
    """What belongs in each section."""
    return {section.key: section.hint for section in queries.sections_of(report)}


def writing_form(request: Asking, report: Any, *, sent: Any = None) -> WritingForm:
    """The head of a report as a form, offering the pictures of its period."""
    works = works_of(request.user, report.chart, frm=report.period_from, to=report.period_to)
    offered = [(work.public_id, f"{work.called}, {work.made_on:%d.%m.%Y}") for work in reversed(works)]
    kept = {
        "title": report.title,
        "addressed_to": report.addressed_to,
        "thread": report.includes.get("thread"),
        "works": report.includes.get("works", []),
        "version": report.version,
    }
    return WritingForm(sent, initial=kept, works=offered)


@require_POST
@needs(Permission.REPORT_WRITE)
def report_save(request: Asking, chart: str, report: str) -> HttpResponse:
    """Keep the words, then do the one thing that was asked with a button, if any."""
    found = queries.report_for(request.user, chart_for(request.user, chart), report)
    partial = bool(request.headers.get("HX-Request"))
    if found.is_signed and may_write(request, found.chart):
        return _overtaken(request, found) if partial else report_overtaken(request, found)
    form = writing_form(request, found, sent=request.POST)
    try:
        kept = keep(request, found, form)
        answer = _then(request, kept) if kept is not None and not partial else None
    except Conflict as conflict:
        if partial:
            raise
        return both_page(request, found, conflict)
    except (Invalid, TooLarge) as no:
        form.add_error(None, spoken(no))
        kept, answer = None, None
    if partial:
        return _state(request, found, kept, form)
    if kept is None:
        return as_typed_page(request, found, form=form)
    return answer or redirect("records:report", chart, report)


def as_typed_page(request: Asking, report: Any, *, form: WritingForm) -> HttpResponse:
    """What was typed cannot be kept as it is: it comes back with what to mend."""
    return writing_page(request, report, body=typed_body(request.POST, report.body), form=form, status=422)


def keep(request: Asking, report: Any, form: WritingForm) -> Any | None:
    """Keep what was typed; None where the form cannot be right."""
    if not form.is_valid():
        return None
    if lost_words(request.POST, report):
        raise Conflict("Somebody took out a sentence you were writing in. Nothing was overwritten.")
    said = form.cleaned_data
    return actions.save_report(
        report=report,
        body=typed_body(request.POST, report.body),
        version=said["version"],
        title=said["title"],
        addressed_to=said["addressed_to"],
        includes={"thread": said["thread"], "works": said["works"]},
        by=request.user,
        at=timezone.now(),
    )


def _then(request: Asking, report: Any) -> HttpResponse | None:
    wanted = request.POST.get("do", "")
    verb, _colon, target = wanted.partition(":")
    where = [report.chart.public_id, report.public_id]
    if not verb or verb == "save":
        messages.success(request, _("Draft kept."))
        return None
    if verb == "evidence":
        return redirect("records:report-evidence", *where, target[:12])
    made = actions.change_report_part(
        report=report, operation=wanted, version=report.version, by=request.user, at=timezone.now()
    )
    response = redirect("records:report", *where)
    at = f"s{max(int(s['id'][1:]) for p in made.body for s in p['sentences'])}" if verb == "add" else target
    # The sentence's own field: a browser puts the cursor there.
    response.headers["Location"] += f"#{'removed' if verb == 'remove' else at.partition(':')[0]}"
    return response


def both_page(request: Asking, report: Any, conflict: PentimentoError) -> HttpResponse:
    """What was typed and what is kept now, side by side; nothing is lost."""
    theirs = queries.report_for(request.user, report.chart, report.public_id)
    if theirs.is_signed:
        return report_overtaken(request, theirs)
    again = request.POST.copy()
    again["version"] = str(theirs.version)
    mine = typed_body(request.POST, theirs.body)
    differing = [
        {"mine": m, "theirs": t}
        for mine_part, part in zip(mine, theirs.body, strict=True)
        for m, t in zip(mine_part["sentences"], part["sentences"], strict=True)
        if m["text"].strip() != t["text"]
    ]
    form = writing_form(request, theirs, sent=again)
    lost = lost_words(request.POST, theirs)
    status = conflict_status(request)
    why = spoken(conflict)
    return writing_page(request, theirs, body=mine, form=form, status=status, differing=differing, why=why, lost=lost)


def lost_words(sent: Any, report: Any) -> list[str]:
    """Words typed for sentences that somebody took out meanwhile, and that are kept nowhere else."""
    there = {one["id"] for part in report.body for one in part["sentences"]}
    kept = {one["text"] for one in report.includes.get("removed", [])}
    typed = ((name[5:], words.replace("\r\n", "\n").strip()) for name, words in sent.items() if name[:5] == "text-")
    return [words for key, words in typed if key not in there and words and words not in kept]


def _overtaken(request: Asking, report: Any) -> HttpResponse:
    words = _("Sealed in another tab. What you typed here is not kept: press Keep draft to see it whole.")
    return render(request, "records/report_state.html", {"report": report, "problem": words}, status=422)


def _state(request: Asking, report: Any, kept: Any | None, form: WritingForm) -> HttpResponse:
    problem = "" if kept else next((str(found[0]) for found in form.errors.values()), "")
    findings = queries.judged(request.user, kept).findings if kept else {}
    shown = {"report": kept or report, "problem": problem, "doubtful": len(findings), "swap": bool(kept)}
    shown["to_check"] = to_check(kept.body) if kept else 0
    shown["sentences"] = reasons_in(kept.body, findings) if kept else []
    return render(request, "records/report_state.html", shown, status=422 if problem else 200)
