"""Template tags of people and rights."""
