"""A register that is served elsewhere: asked, checked, and submitted to."""
