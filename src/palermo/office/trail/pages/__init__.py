"""Public pages of the trail, and the log itself by the paths of C2SP tlog-tiles."""
