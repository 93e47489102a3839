"""Steps as work: who does each, by when, what it leaves behind, and which others it waits for."""
