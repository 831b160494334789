"""Alerts of a register: what is owed, what comes close to a line, and what the log itself shows."""
