"""Pages for those who look after bodies, people and their terms."""
