"""Template tags of the work on a plan."""
