"""What anybody may read: which meetings were held, what they resolved, and what became of it."""
