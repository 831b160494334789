"""Channels beside the trustee's dated acts: third parties, own conduct, monthly counts."""
