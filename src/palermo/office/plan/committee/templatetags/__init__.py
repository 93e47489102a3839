"""Words of the committee in templates."""
