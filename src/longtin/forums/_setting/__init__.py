"""Settings: a cooperation problem among given states on a day, as arrays."""
