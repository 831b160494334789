"""The schedule: measures of a plan chosen and dated, as a programme."""
