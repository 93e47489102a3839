"""Matrices of ministries: cells to a plan by a mapping of columns, and back."""
