"""Pages of the secretariat for the money of a plan."""
