"""Tools for those who keep palermo; nothing here is shipped."""
