"""Pages of break-glass: breaking, agreeing, closing, and what the custodian sees of it."""
