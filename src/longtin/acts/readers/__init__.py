"""Readers of acts, one file a layout; each is found by being here."""
