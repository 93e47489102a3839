"""Two wordings side by side: which words stayed, went and came, and how alike the two are.

Khmer writes no spaces between words. Where both texts mark their words with U+200B these are the words; otherwise
the pieces are character clusters (a consonant with its subscripts and vowels), which are never cut.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise

WORD_MARK = "\u200b"
_JOINS_NEXT = "\u17d2\u200d"  # coeng makes the next consonant a subscript; the joiner glues what follows
_JOINS_PREVIOUS = "\u200c\u200d\u17d2"
# Thai, Lao, Myanmar, Khmer, kana and Chinese characters: scripts without spaces between words
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17d1"), ("\u3040", "\u9fff"))
_ASCII_WORD = re.compile("[a-z0-9]+")
_ASCII_PIECE = re.compile(r"[A-Za-z0-9]+|\s+|[^\sA-Za-z0-9]")
_MOST_CELLS = 360_000  # past this a word diff takes seconds and nobody could read it


class Op(StrEnum):
    """What became of a stretch of words."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words with one fate."""

    op: Op
    text: str


def clusters(text: str) -> list[str]:
    """`text` cut into what a reader sees as single characters; joined again they are `text`."""
    starts = [
        at
        for at, sign in enumerate(text)
        if at == 0
        or not (
            unicodedata.category(sign).startswith("M")
            or sign in _JOINS_PREVIOUS
            or (text[at - 1] in _JOINS_NEXT and not sign.isspace() and sign != WORD_MARK)
        )
    ]
    return [text[a:b] for a, b in pairwise([*starts, len(text)])]


def _sort_of(cluster: str) -> str:
    first = cluster[0]
    if first.isspace() or first == WORD_MARK:
        return "space"
    if any(low <= first <= high for low, high in _UNSPACED):
        return "unspaced"
    return "letter" if first.isalnum() else "sign"


def _pieces(text: str, *, marked: bool) -> list[str]:
    if text.isascii():
        return _ASCII_PIECE.findall(text)  # the same pieces, many times faster
    pieces: list[str] = []
    for sort, run in groupby(clusters(text), _sort_of):
        if sort in ("letter", "space") or (sort == "unspaced" and marked):
            pieces.append("".join(run))
        else:
            pieces.extend(run)
    return pieces


def word_changes(old: str, new: str) -> tuple[Span, ...]:
    """What to delete from `old` and insert to get `new`, in reading order."""
    marked = WORD_MARK in old and WORD_MARK in new
    return tuple(_merged(_opcodes(_pieces(old, marked=marked), _pieces(new, marked=marked))))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    if len(old) * len(new) > _MOST_CELLS:
        yield Span(Op.DELETE, "".join(old))
        yield Span(Op.INSERT, "".join(new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Span(Op.KEEP, "".join(old[a:b]))
        else:
            yield Span(Op.DELETE, "".join(old[a:b]))
            yield Span(Op.INSERT, "".join(new[c:d]))


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Two changes parted only by a space read as one change of several words."""
    held = [span for span in spans if span.text]
    gone = come = ""
    for at, span in enumerate(held):
        between = 0 < at < len(held) - 1 and not span.text.strip(f" \t\r\n\u00a0{WORD_MARK}")
        if span.op is Op.DELETE:
            gone += span.text
        elif span.op is Op.INSERT:
            come += span.text
        elif between:
            gone, come = gone + span.text, come + span.text
        else:
            yield from _flush(gone, come)
            gone = come = ""
            yield span
    yield from _flush(gone, come)


def _flush(gone: str, come: str) -> Iterator[Span]:
    if gone:
        yield Span(Op.DELETE, gone)
    if come:
        yield Span(Op.INSERT, come)


def tokens(text: str) -> frozenset[str]:
    """What a text is recognised by: its words, and pairs of clusters where words are not parted."""
    if text.isascii():
        return frozenset(_ASCII_WORD.findall(text.lower()))
    found: set[str] = set()
    plain = unicodedata.normalize("NFC", text).replace(WORD_MARK, "").casefold()
    for sort, run in groupby(clusters(plain), _sort_of):
        if sort == "letter":
            found.add("".join(run))
        elif sort == "unspaced":
            signs = list(run)
            found.update(map("".join, pairwise(signs)) if len(signs) > 1 else signs)
    return frozenset(found)


def likeness(old: frozenset[str], new: frozenset[str]) -> float:
    """Share of the tokens of both texts that stand in both (Jaccard), 0 to 1. Two empty texts are not alike."""
    return len(old & new) / len(old | new) if old and new else 0.0
