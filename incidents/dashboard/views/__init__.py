"""Public pages: what is recorded, for readers without a log-in."""
