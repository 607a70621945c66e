"""What may be done in a portfolio. Plain Python, each file one part of it."""
