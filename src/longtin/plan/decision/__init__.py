"""The decision problem: moves, what may be seen, what is best, and how sure that is."""
