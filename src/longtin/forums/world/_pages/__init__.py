"""Pages of worlds: what came of one, and of a sweep."""
