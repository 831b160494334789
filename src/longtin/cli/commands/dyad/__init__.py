"""Commands on a pair of states in the record: acts, ties and contacts."""
