"""Keys in their own small store: destroying one erases everything that was locked with it."""
