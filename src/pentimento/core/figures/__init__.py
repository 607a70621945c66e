"""Figures drawn from what is recorded: one drawing for the page, the report and print."""
