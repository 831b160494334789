"""Institutions: seven ways in which states decide and act, on one model of cooperation."""
