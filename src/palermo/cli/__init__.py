"""The command line: one module a room, the same verbs as the library."""

from palermo.cli.app import app, main

__all__ = ["app", "main"]
