"""Pages of the secretariat and the chair for the work on a plan: who leads what, when reports are due, what waits."""
