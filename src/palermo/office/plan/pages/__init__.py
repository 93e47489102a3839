"""Public pages of plans."""
