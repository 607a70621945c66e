"""Addresses of the portfolio: frameworks and claims here; supervision, hours, badges and library beside them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "portfolio"

FIRST_HALF: list[URLPattern] = []
# Supervision, hours, badges, library.
SECOND_HALF: list[URLPattern] = []

urlpatterns = [*FIRST_HALF, *SECOND_HALF]
