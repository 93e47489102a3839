"""Pages of what is sealed: contact data, and the end of a sealed record."""
