"""Acting together in a world: forums in session, programmes carried out, and what that shows."""
