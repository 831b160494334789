"""Validation: belief held against outside data, against simulated truth and published results."""
