"""Tables in Markdown."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Made by bin/reference from the code. Change the code, then run bin/reference. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells may hold anything."""
    lines = [_line(head), _line(["---"] * len(head)), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def page(title: str, *parts: str) -> str:
    """A whole page: the notice that it is made, a title, and its parts."""
    return "\n\n".join([NOTICE, f"# {title}", *(part for part in parts if part)]) + "\n"
