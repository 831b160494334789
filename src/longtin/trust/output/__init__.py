"""Output of an estimate: tidy tables, NetCDF, charts and what a notebook shows."""
