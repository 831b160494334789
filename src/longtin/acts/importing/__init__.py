"""Importing: a user's files into a user's record, through one way for all readers."""
