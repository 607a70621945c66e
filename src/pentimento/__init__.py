"""Pentimento: records, artwork and outcomes for arts therapists."""

__version__ = "0.1.0"
