"""Commands, one a file named as the command; each registers itself."""
