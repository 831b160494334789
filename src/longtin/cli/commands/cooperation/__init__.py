"""Commands on whom a state works with: its portfolio, and partnerships between states."""
