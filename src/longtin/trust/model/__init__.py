"""Model: hidden Markov models of trust, by year and by week, and the filter they share."""
