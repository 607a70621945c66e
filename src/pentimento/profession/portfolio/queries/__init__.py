"""What is read of portfolios, each file one part of it."""
