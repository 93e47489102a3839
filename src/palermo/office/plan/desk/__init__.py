"""Pages of the secretariat for plans."""
