"""Pages of the world: trust on a map and as a network, and groups among themselves."""
