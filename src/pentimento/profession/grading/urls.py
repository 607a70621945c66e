"""Addresses of grading."""

app_name = "grading"

urlpatterns: list = []
