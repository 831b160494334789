"""Evaluation: forecasts of what came after a cut-off, beside their rivals, and their scores."""
