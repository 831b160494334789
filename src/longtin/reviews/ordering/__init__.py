"""Reordering: the steps of a draft on better days, and why each is moved."""
