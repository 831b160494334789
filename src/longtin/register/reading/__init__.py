"""A register as a reader meets it: its entries, one whole, words beside deeds, and its log."""
