"""Statements: commitments and positions as their files tell them."""
