"""How a drawing was made on screen, as numbers: with units, limits and a method version. Never what they mean.

Start at `table.measure`.
"""
