"""Watching: early warning on the pairs of a state, with its acts and what speaks against it."""
