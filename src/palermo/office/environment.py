"""Switches an operator sets through environment variables."""

import os

from palermo.core import Message, UserError, mark


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list, empty parts left out."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def switched_on(name: str) -> bool:
    """Whether a variable says yes."""
    return os.environ.get(name, "").strip().lower() in {"1", "yes", "true", "on"}


def text(name: str) -> str:
    """A variable without the space around it; empty where it is not set."""
    return os.environ.get(name, "").strip()


def number(name: str, default: int) -> int:
    """A variable as a whole number. Raises UserError where it is none."""
    told = text(name)
    if told and not told.isdecimal():
        raise UserError(Message(mark("{name} has to be a number, not {told}."), {"name": name, "told": told}))
    return int(told) if told else default
