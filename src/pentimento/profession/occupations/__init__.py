"""Occupations: any code that is typed, the tasks behind it, and official releases side by side."""
