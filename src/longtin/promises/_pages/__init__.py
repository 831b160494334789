"""Pages of statements: tables and sentences in the reader's language."""
