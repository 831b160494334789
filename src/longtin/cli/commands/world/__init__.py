"""Commands about simulated worlds."""
