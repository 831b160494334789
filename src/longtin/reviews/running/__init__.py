"""Reviews of running programmes: indicators, quality, steps by the PAM scale, what to change."""
