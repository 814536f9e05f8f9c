"""Pages of the analysts."""
