"""Addresses of grading."""

from __future__ import annotations

from django.urls import path

from .views import listing, outcomes, panels, posts, schemes, sheets, whole

app_name = "grading"

POST = "grading/posts/<id:post>/"
GRADING = POST + "gradings/<id:grading>/"
FACTOR = GRADING + "factors/<int:factor>/"
SCHEME = "grading/schemes/<slug:scheme>/"

urlpatterns = [
    path("grading/", listing.index, name="index"),
    path("grading/consistency/", listing.consistency, name="consistency"),
    path("grading/schemes/import/", schemes.bring_in, name="import"),
    path(SCHEME, schemes.scheme, name="scheme"),
    path(SCHEME + "file/", schemes.scheme_file, name="scheme-file"),
    path(SCHEME + "rules/", schemes.rules, name="rules"),
    path(SCHEME + "profiles/<slug:profile>/", schemes.profile, name="profile"),
    path("grading/posts/new/", posts.new, name="new"),
    path(POST, posts.post, name="post"),
    path(POST + "change/", posts.change, name="change"),
    path(POST + "describe/", posts.describe, name="describe"),
    path(POST + "end/", posts.end, name="end"),
    path(POST + "bring-back/", posts.bring_back, name="bring-back"),
    path(POST + "hold/", posts.hold, name="hold"),
    path(POST + "holders/<id:holding>/end/", posts.let_go, name="let-go"),
    path(POST + "open/", panels.open_panel, name="open"),
    path(GRADING, sheets.sheet, name="sheet"),
    path(GRADING + "print/", sheets.printed, name="print"),
    path(GRADING + "panel/", panels.panel, name="panel"),
    path(GRADING + "panel/<id:seat>/leave/", panels.leave, name="leave"),
    path(GRADING + "panel/<id:seat>/levels/", whole.levels, name="levels"),
    path(GRADING + "agree/", whole.agreement, name="agreement"),
    path(GRADING + "set-aside/", panels.set_aside, name="set-aside"),
    path(GRADING + "take-up/", panels.take_up, name="take-up"),
    path(FACTOR, sheets.factor, name="factor"),
    path(FACTOR + "levels/<id:seat>/", sheets.judge, name="judge"),
    path(FACTOR + "agree/", sheets.agree, name="agree"),
    path(FACTOR + "evidence/", sheets.add_evidence, name="add-evidence"),
    path(FACTOR + "ledger/", sheets.cite_ledger, name="cite-ledger"),
    path(GRADING + "evidence/<id:evidence>/strike/", sheets.strike, name="strike"),
    path(GRADING + "evidence/<id:evidence>/restore/", sheets.unstrike, name="unstrike"),
    path(GRADING + "offer/", sheets.offer, name="offer"),
    path(GRADING + "decide/", outcomes.decide, name="decide"),
    path(GRADING + "appeal/", outcomes.appeal, name="appeal"),
    path(GRADING + "appeal/withdraw/", outcomes.withdraw, name="withdraw"),
]
