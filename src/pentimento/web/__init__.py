"""The front door: settings, addresses, errors, pages that join rooms, and the command line."""
