"""Values of a brief, one subject a file: what is counted, without a word of any language."""
