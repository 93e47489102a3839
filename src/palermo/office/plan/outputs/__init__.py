"""Outputs of the work on a plan, as pages, documents, workbooks and prints: for the committee, a body, the public."""
