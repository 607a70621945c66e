"""Pixels to formal elements of a picture, with units, limits and a method version. Never what they mean.

Start at `elements.measure`.
"""
