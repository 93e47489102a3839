"""Pages of the secretariat for what was said in public."""
