"""Standing of commitments on a day: what was delivered, how much of it, and how late."""
