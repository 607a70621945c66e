"""Versioned tables, each beside a ``SOURCE.toml`` that says where it comes from. Only this package reads files."""
