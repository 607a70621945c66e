"""Pure Python and NumPy: no Django, no network, no clock, no randomness."""
