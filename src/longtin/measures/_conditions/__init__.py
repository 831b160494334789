"""Conditions of measures: what has to be so between states before a measure makes sense."""
