"""How many cells of a terminal a text takes, and where it may be parted without tearing a letter.

Counted as wcwidth does in nearly all terminals: a mark that is drawn above or below takes no cell, one that stands
beside its letter (many Khmer vowels) takes one. Terminals that draw whole clusters in fewer cells leave some empty.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NO_CELL = ("Mn", "Me", "Cf")
_JOINS_THE_NEXT = 9  # combining class of viramas and of the Khmer coeng


@lru_cache(maxsize=4096)
def _cells_of_sign(sign: str) -> int:
    if unicodedata.category(sign) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def cells(text: str) -> int:
    """The cells that a text takes on one line."""
    return len(text) if text.isascii() else sum(map(_cells_of_sign, text))


def parted(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` cells, parted between letters; a wider letter stands alone."""
    pieces, piece, used = [], "", 0
    for letter in _letters(text):
        size = cells(letter)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + letter, used + size
    return [*pieces, piece]


def _letters(text: str) -> Iterator[str]:
    """What a reader sees as one letter: a sign with its marks and what is stacked below it."""
    letter = ""
    for sign in text:
        marks = unicodedata.category(sign)[0] == "M" or _cells_of_sign(sign) == 0
        if letter and not marks and unicodedata.combining(letter[-1]) != _JOINS_THE_NEXT:
            yield letter
            letter = ""
        letter += sign
    if letter:
        yield letter
