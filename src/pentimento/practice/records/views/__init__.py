"""Pages of plans and notes: resolve, ask one action or query, respond."""
