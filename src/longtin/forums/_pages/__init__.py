"""Pages of forums: comparisons and phase diagrams in words, tables and charts."""
