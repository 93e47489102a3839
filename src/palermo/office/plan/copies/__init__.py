"""Public copies of evidence: one person asks, another publishes, and whoever sees that they must withdraws."""
