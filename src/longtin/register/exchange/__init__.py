"""A whole register as a directory, and back; what it holds, as acts and as statements."""
