"""The specificity audit."""
