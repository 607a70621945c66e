"""What may happen to plans, notes and reports, and how a draft is put together. Plain Python."""
