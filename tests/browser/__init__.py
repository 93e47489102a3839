"""Journeys through the office in a real browser. A package, so that browser and office end with its last test."""
