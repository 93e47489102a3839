"""What anybody may read of the work on a plan: status, rates, changes, published reports."""
