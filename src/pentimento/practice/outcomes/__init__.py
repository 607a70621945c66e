"""Outcome measures: official forms, answers given, scores, change."""
