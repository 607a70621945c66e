"""How fast Pentimento is, and at how many clients: ``python -m benchmarks --help``."""
