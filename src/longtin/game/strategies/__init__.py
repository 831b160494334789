"""Strategies known by name, one a file, which ends with its `STRATEGY`."""
