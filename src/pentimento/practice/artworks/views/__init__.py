"""Pages of the wall, of one work, of its pictures, and of the review."""
