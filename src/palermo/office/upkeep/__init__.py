"""Upkeep of an office: back it up, restore it, look whether it is set up as it should be. For whoever runs it."""
