"""Artwork as a clinical record: the work, its pictures, its measurements, what becomes of it."""
