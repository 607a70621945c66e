"""Competency frameworks: the one that ships, and the two formats in which others come and go."""
