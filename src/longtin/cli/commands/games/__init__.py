"""Commands on games: whether trust is enough, and rules of conduct against each other."""
