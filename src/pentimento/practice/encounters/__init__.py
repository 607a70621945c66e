"""Sessions: booked, opened, observed, closed; alone or in a group."""
