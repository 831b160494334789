"""What to look at in a register: what is owed or near a line, contested, or amiss with the log."""
