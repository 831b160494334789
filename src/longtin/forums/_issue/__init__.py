"""Issue files: what has to be done, by whom, what it is worth and what it costs."""
