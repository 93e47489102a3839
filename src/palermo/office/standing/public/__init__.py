"""Pages for everybody, read from what is shipped and what this office has laid over it."""
