"""Filters of the pages of standing."""
