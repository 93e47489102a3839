"""Template tags of the plan app."""
