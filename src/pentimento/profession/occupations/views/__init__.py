"""Pages about occupations."""
