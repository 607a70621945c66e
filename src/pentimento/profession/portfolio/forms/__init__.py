"""The shape of what is typed in a portfolio, each file one part of it."""
