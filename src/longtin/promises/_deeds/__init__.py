"""Words against deeds: what was promised in words in the record, and what was done after."""
