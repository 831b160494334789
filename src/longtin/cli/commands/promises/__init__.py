"""Commands on statements: what was promised and said, and what came of it."""
