"""Compliance of an activity with the regimes that bind its states."""
