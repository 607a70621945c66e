"""A practice of any size, written in bulk: the same words for the same size, always."""

from __future__ import annotations

from .practice import PASSWORD, Filled, fill, wait_for_notes

__all__ = ["PASSWORD", "Filled", "fill", "wait_for_notes"]
