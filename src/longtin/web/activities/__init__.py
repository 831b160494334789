"""Activities to be held against the rules: what a form has typed in it, and its controls."""
