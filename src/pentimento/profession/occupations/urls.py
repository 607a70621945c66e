"""Addresses of occupations."""

from __future__ import annotations

from django.urls import path

from .views import pages, releases

app_name = "occupations"

ONE = "occupations/<str:occupation>/"

urlpatterns = [
    path("occupations/", pages.finder, name="list"),
    path("occupations/compare/", pages.compare, name="compare"),
    path("occupations/releases/", releases.releases, name="releases"),
    path(ONE, pages.occupation, name="show"),
    path(ONE + "changes/", releases.changes, name="changes"),
    path(ONE + "tasks.csv", pages.export_csv, name="export-csv"),
    path(ONE + "occupation.json", pages.export_json, name="export-json"),
]
