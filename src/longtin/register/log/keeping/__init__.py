"""Keeping a log: stores, the pin, and the order in which an append becomes a receipt."""
