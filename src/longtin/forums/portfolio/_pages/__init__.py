"""Pages of a portfolio: its two pages, its annex, its tables of partnerships."""
