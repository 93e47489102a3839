"""What anybody may read of it."""
