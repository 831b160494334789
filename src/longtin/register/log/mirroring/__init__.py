"""Mirrors (C2SP tlog-mirror): a log taken over entry by entry, proven, cosigned and served."""
