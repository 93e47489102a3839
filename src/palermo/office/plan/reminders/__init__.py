"""Reminders: a digest a week for who has something to do, by mail where they want it, and in the office."""
