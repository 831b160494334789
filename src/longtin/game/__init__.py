"""Is it enough? Payoffs, thresholds, and the reassurance game."""
