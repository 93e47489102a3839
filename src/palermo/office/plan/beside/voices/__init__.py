"""Pages of the bodies that file a view, and of those that answer one."""
