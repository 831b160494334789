"""Sealed entries: commitments in the log, contents for named readers, single fields for others."""
