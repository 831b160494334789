"""The life of a notification in a register: on paper, countersigned, sealed, revealed, deleted."""
