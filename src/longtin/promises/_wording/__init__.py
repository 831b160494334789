"""Wording of positions: what changed from one to the next, word by word."""
