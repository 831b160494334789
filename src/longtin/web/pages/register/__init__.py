"""Pages of a register: due and late, entries, words against deeds, its log, receipts verified."""
