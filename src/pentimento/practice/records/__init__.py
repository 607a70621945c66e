"""Plans, notes, reports and endings: what is written, sealed and shown with its evidence."""
