"""The ledger: where the working time goes by task, what AI could do of it, and what the studio lets it do."""
