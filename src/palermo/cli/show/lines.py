"""Lines of text with styles, laid out by the width that letters take on a screen."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from palermo.cli.show.cells import cells, parted

Part = tuple[str, str]  # words and their style; "" is plain
Line = tuple[Part, ...]

PIPED_WIDTH = 100
NARROWEST, WIDEST = 60, 120
GAP = 2

# A plan's words must not steer the terminal they are shown on: escapes, and marks that turn the order of letters.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
# Khmer has no spaces between words; where the writer marked a break it is taken.
_BREAK = re.compile("[ \u200b]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a row: how wide, in which style, and whether its words stand at the right."""

    width: int
    style: str = ""
    right: bool = False


def visible(text: str) -> str:
    """The text on one line and without anything that a terminal would obey."""
    return " ".join(_STEERING.sub(" ", text).split())


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` screen cells; a word that is too long is parted between letters."""
    lines: list[str] = []
    line, used = "", 0
    for gap, word in _words(visible(text)):
        size = cells(word)
        if line and used + len(gap) + size <= width:
            line, used = line + gap + word, used + len(gap) + size
            continue
        if line:
            lines.append(line)
        *full, line = parted(word, width) if size > width else [word]
        lines.extend(full)
        used = cells(line)
    return [*lines, line] if line or not lines else lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word with the gap before it: a space, or nothing where only a break was marked."""
    start, gap = 0, ""
    for found in _BREAK.finditer(text):
        if found.start() > start:
            yield gap, text[start : found.start()]
        start, gap = found.end(), " " if " " in found[0] else ""
    if start < len(text):
        yield gap, text[start:]


def row(columns: Sequence[Column], words: Sequence[str]) -> Iterator[Line]:
    """Words side by side, each wrapped in its column."""
    blocks = [wrapped(text, column.width) for column, text in zip(columns, words, strict=True)]
    for n in range(max(map(len, blocks))):
        parts: list[Part] = []
        for column, block in zip(columns, blocks, strict=True):
            text = block[n] if n < len(block) else ""
            space = " " * (column.width - cells(text))
            parts += [(space, ""), (text, column.style)] if column.right else [(text, column.style), (space, "")]
            parts.append((" " * GAP, ""))
        while parts and not parts[-1][0].strip():
            parts.pop()
        yield tuple(parts)


def widest(words: Iterable[str], most: int) -> int:
    """The screen cells of the longest of the words, at most `most`."""
    return min(max((cells(visible(text)) for text in words), default=0), most)


def paragraph(text: str, width: int, indent: int = 0, style: str = "") -> Iterator[Line]:
    """One paragraph, wrapped and moved in."""
    for line in wrapped(text, width - indent):
        yield ((" " * indent, ""), (line, style))


BLANK_LINE: Line = ()


def width_of(stream: TextIO) -> int:
    """How wide to write: as the terminal is, within what reads well; a fixed width where nobody looks."""
    if not stream.isatty():
        return PIPED_WIDTH
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def plain(lines: Iterable[Line]) -> str:
    """The lines as bare text, without spaces at their ends."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def put(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Write the lines: with their styles on a terminal (rich honours NO_COLOR), bare anywhere else."""
    stream = stream or sys.stdout
    if not stream.isatty():
        stream.write(plain(lines))
        stream.flush()
        return
    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line))
