"""Drafts of programmes: one text, seen as a form and as YAML; what is changed in either is kept."""
