"""Drawings of pages as SVG with links: networks of trust, and strips of time."""
