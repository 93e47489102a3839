"""From an approved plan to proven results: leads that accept, reports that are due, evidence, status."""
