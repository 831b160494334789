"""Pages of programmes: planned, drafted in a form or as YAML, judged, forecast and reviewed."""
