"""Indicators at work: their definition sheets, edition by edition, and the values that reports tell of them."""
