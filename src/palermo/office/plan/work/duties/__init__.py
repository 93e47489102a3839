"""Pages of a body: what it was asked to do, what it owes, what it reports and proves."""
