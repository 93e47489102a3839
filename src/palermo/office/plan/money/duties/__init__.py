"""The money of one activity: for the body that leads it and for the secretariat."""
