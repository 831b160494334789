"""Pages of two states: through time, what it rests on, compared, and figures to take along."""
