"""Tags of the pages on money."""
