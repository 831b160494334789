"""Reckoning: what pages and the API ask of the record alike, by one thread."""
