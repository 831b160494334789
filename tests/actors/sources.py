"""Where the raw public data stand that the tables have to cover."""

from pathlib import Path

SOURCES = Path(__file__).parents[2] / "data" / "sources"
