"""Reads, always for a viewer. Public names of the room's queries."""

from .evidence import Shown, everything_in, evidence_for, of_session

__all__ = ["Shown", "everything_in", "evidence_for", "of_session"]
