"""Rules for programmes, one file a rule; each is found by being here."""
