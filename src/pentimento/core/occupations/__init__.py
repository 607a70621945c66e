"""Occupations as the O*NET database describes them: codes, tasks, ratings, titles, and how releases differ."""
