"""Searching: from a word to whatever has a page, the documentation among it."""
