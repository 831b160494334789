"""Pages of forums: problems, seven forums side by side, where which does best, what happened."""
