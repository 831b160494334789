"""Comparisons: the seven institutions side by side, under everything that may be otherwise."""
