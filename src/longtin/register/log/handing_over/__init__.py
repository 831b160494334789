"""Entries handed over to mirrors (C2SP tlog-mirror, `add-entries`): in packages, with proofs."""
