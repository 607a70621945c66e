"""Addresses of plans, notes, reports and endings."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import (
    endings,
    notes,
    plan_parts,
    plans,
    process_notes,
    report_doors,
    report_evidence,
    reports,
    sealing,
    session_parts,
)

app_name = "records"
PLAN = "clients/<id:chart>/plan/"
REPORT = "clients/<id:chart>/reports/<id:report>/"
ENDING = "clients/<id:chart>/ending/"
SESSION = "clients/<id:chart>/sessions/<id:session>/"

urlpatterns: list[URLPattern] = [
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}draft/", plans.plan_draft, name="plan-draft"),
    path(f"{PLAN}draft/drop/", plans.plan_drop, name="plan-drop"),
    path(f"{PLAN}agree/", plans.plan_agree, name="plan-agree"),
    path(f"{PLAN}versions/<int:number>/", plans.plan_version, name="plan-version"),
    path(f"{PLAN}versions/<int:number>/changes/", plans.plan_changes, name="plan-changes"),
    path(f"{PLAN}<slug:kind>/add/<id:parent>/", plan_parts.part_add, name="plan-add"),
    path(f"{PLAN}<slug:kind>/<id:part>/", plan_parts.part, name="plan-part"),
    path(f"{PLAN}<slug:kind>/<id:part>/remove/", plan_parts.part_remove, name="plan-remove"),
    path(f"{PLAN}<slug:kind>/<id:part>/move/", plan_parts.part_move, name="plan-move"),
    path("clients/<id:chart>/notes/", notes.notes, name="notes"),
    path(f"{SESSION}note/", notes.note, name="note"),
    path(f"{SESSION}note/save/", notes.note_save, name="note-save"),
    path(f"{SESSION}note/rebuild/", notes.note_rebuild, name="note-rebuild"),
    path(f"{SESSION}note/sign/", sealing.note_sign, name="note-sign"),
    path(f"{SESSION}note/cosign/", sealing.note_cosign, name="note-cosign"),
    path(f"{SESSION}note/amend/", sealing.note_amend, name="note-amend"),
    path(f"{SESSION}process-note/", process_notes.process_note, name="process-note"),
    path(f"{SESSION}goals/", session_parts.session_goals, name="session-goals"),
    path(f"{SESSION}aims/", session_parts.session_aims, name="session-aims"),
    path("clients/<id:chart>/reports/", reports.reports, name="reports"),
    path("clients/<id:chart>/reports/new/", reports.report_new, name="report-new"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}save/", reports.report_save, name="report-save"),
    path(f"{REPORT}sign/", report_doors.report_sign, name="report-sign"),
    path(f"{REPORT}cosign/", report_doors.report_cosign, name="report-cosign"),
    path(f"{REPORT}pdf/", report_doors.report_pdf, name="report-pdf"),
    path(f"{REPORT}docx/", report_doors.report_docx, name="report-docx"),
    path(f"{REPORT}<slug:sentence>/evidence/", report_evidence.report_evidence, name="report-evidence"),
    path(f"{REPORT}<slug:sentence>/evidence/save/", report_evidence.report_evidence_save, name="report-evidence-save"),
    path(ENDING, endings.ending, name="ending"),
    path(f"{ENDING}begin/", endings.ending_begin, name="ending-begin"),
    path(f"{ENDING}goals/<id:goal>/", endings.ending_goal, name="ending-goal"),
    path(f"{ENDING}summary/", endings.ending_summary, name="ending-summary"),
    path(f"{ENDING}complete/", endings.ending_complete, name="ending-complete"),
    path(f"{ENDING}abandon/", endings.ending_abandon, name="ending-abandon"),
]
