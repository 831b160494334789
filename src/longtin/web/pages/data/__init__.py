"""Pages of data: what is loaded, files brought in, and what publishers have that is not here."""
