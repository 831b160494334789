"""Contacts between states: visits, meetings and calls, by rank and mode."""
