"""Evidence: what the models read of the record, one channel a file."""
