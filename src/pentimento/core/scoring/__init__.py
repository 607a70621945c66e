"""Questionnaires as data, their scores, change between two scores, and goal attainment. No number judges alone."""
