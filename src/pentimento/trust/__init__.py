"""People, access, consent, audit, seals, files and keys: what makes a record trustworthy."""
