"""Grading posts: panels, matching sheets, outcomes and appeals. It adds up and asks; people decide."""
