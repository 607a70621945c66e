"""SQLite made fit for a record: a pinned engine, safe settings, one writer at a time."""
