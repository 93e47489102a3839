"""Words of what is said beside the record, in templates."""
