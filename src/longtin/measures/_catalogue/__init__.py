"""The catalogue of confidence-building measures: what states can agree to do."""
