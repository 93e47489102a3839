"""Plans in the office: kept versions, claims about their state, pages."""
