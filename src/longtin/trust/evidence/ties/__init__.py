"""Ties: what stands between two states, one relation a file, and moves where belief settles."""
