"""Words that several sections of a brief share: English here, Vietnamese in the catalogue."""
