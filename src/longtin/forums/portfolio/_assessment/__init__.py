"""What a portfolio counts: partners on an issue, venues, balance, weaknesses, principles."""
