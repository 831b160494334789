"""The record: acts, ties and votes as they are kept, and the questions asked of them."""
