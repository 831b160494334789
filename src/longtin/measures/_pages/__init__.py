"""Pages of measures, regimes and checks: tables, lines and data for whoever shows them."""
