"""Sessions: sealed in the database, limited in time, listed and ended by whoever they belong to."""
