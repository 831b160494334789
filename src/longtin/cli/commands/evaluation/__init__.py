"""Commands on how well belief and forecasts do: one command a file."""
