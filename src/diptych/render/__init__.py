"""Pages to files, as values."""
