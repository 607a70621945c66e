"""The file vault: encrypted, content-addressed, one key for each client."""
