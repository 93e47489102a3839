"""The money of a plan: cost lines, what was committed and spent, budget rounds, and what is missing."""
