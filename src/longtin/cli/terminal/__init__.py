"""Terminal output: tables, series, findings and progress, as wide as the terminal."""
