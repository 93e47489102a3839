"""Pages for those who keep the record of what is asked."""
