"""Pages of the portfolio, each file one part of it."""
