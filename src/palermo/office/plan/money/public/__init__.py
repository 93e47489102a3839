"""What everybody may read of the money of a plan."""
