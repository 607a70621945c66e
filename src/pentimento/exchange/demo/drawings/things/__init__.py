"""Things a client may draw. Each takes the sheet, a place in millimetres, and a size."""
