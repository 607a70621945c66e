"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from .views import giving, measures, reading, safety, sessions, shelf

app_name = "outcomes"

MEASURES = "clients/<id:chart>/measures/"
GIVEN = MEASURES + "given/<id:giving>/"
PLAN = MEASURES + "plans/<id:schedule>/"

urlpatterns = [
    path("measures/", shelf.instruments, name="instruments"),
    path("measures/import/", shelf.bring_in, name="import"),
    path(MEASURES, measures.measures, name="list"),
    path(MEASURES + "<slug:instrument>/give/", giving.give, name="give"),
    path(MEASURES + "<slug:instrument>/give/screen/", giving.give_on_screen, name="give-on-screen"),
    path(MEASURES + "<slug:instrument>/plan/", measures.plan, name="schedule"),
    path(PLAN + "end/", measures.end_plan, name="end-schedule"),
    path(PLAN + "resume/", measures.resume_plan, name="resume-schedule"),
    path(GIVEN, reading.giving, name="giving"),
    path(GIVEN + "correct/", reading.correct, name="correct"),
    path(MEASURES + "safety/<id:prompt>/", safety.safety, name="safety"),
    path("clients/<id:chart>/sessions/<id:session>/measures/", sessions.session_measures, name="session-measures"),
]
