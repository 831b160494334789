"""Words for measures, obligations and determinations, in the language of the reader."""
