"""Risks and problems of an activity: a log for the body that leads it and the desk, public only where marked so."""
