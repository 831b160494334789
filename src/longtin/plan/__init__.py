"""Programmes: what next, in what order, by when; checked and forecast."""
