"""What happens in a portfolio, each file one part of it."""
