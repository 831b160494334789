"""The year of a party: what its regimes ask of it by fixed days, whatever anyone does."""
