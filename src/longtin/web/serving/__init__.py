"""Serving: requests in, responses out – guarded, answered soon, refused in words."""
