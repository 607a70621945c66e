"""Pages of the calendar, of sessions, of the session room and of groups."""
