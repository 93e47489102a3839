"""What a person types that nobody beside them may read, and what is asked for line by line."""

import sys
from getpass import getpass

from palermo.core import Message, UserError, mark


def typed(asked: str, *, hidden: bool = False) -> str:
    """One line: from the keyboard after the question, or the next line of what was piped in. UserError at its end."""
    if sys.stdin.isatty():
        return getpass(f"{asked}: ") if hidden else input(f"{asked}: ")
    line = sys.stdin.readline()
    if not line:
        raise UserError(Message(mark("An answer is missing: {asked}."), {"asked": asked}))
    return line.rstrip("\n")
