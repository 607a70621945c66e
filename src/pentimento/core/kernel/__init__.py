"""Errors, intervals and provenance: what every other part stands on."""
