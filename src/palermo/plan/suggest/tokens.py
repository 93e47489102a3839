"""A sentence cut into words, figures and signs, each with its place, so that what is quoted stands as it stood."""

import re
from dataclasses import dataclass

from palermo.core.languages import fold

# Marks of Latin, Thai and Khmer belong to the letter before them; U+200B parts Khmer words.
_LETTER = "(?:[^\\W\\d_]|[\u0300-\u036f\u0e31-\u0e4e\u17b4-\u17dd])"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|{_LETTER}+(?:-{_LETTER}+)*['’]?|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """`folded` is the word as it is compared; a sign is neither word nor figure."""

    folded: str
    start: int
    end: int
    sign: bool
    figure: bool


def cut(sentence: str) -> tuple[Token, ...]:
    """The tokens of a sentence in order."""
    found = (match for match in _TOKEN.finditer(sentence) if match[0] != "\u200b")
    return tuple(
        Token(
            fold(match[0]).replace("’", "'"),
            match.start(),
            match.end(),
            not match[0][0].isalnum(),
            match[0][0].isdecimal(),
        )
        for match in found
    )
