"""Where the reader takes a short way, the plain way is asked too, and both say the same."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import Cell, DataError, Origin, Presence
from palermo.plan.tables import headers, layout, sheet_scan, splitting
from palermo.plan.tables.cell_words import CellReader, Terms
from palermo.plan.tables.columns import Split
from palermo.plan.tree.fields import Kind
from tests.unit.plan.tables.test_any_grid import WORDS

HEADER_WORDS = sorted(headers._index())
BITS = ["1", "2", "0", "10", "a", "b", "(", ")", ".", "-", "/", " ", "  ", "\n", "\t", ";", ",", "–", "•", "x", "Work"]
BITS += ["១", "២", "៖", "²", "\u00a0", "\u200b", "\ufeff", "é", "%", "Ministry"]
TEXTS = st.lists(st.sampled_from(BITS), max_size=14).map("".join)
TELLING = st.sampled_from(["cut here [cut off]", "n/a", "-", "[illegible]", "[odd]", "none", "to  be  determined"])
SHOWN = [Presence.GIVEN, Presence.INHERITED]
KINDS = [Kind.WORDS, Kind.SEVERAL, Kind.DATE, Kind.MONEY]


@given(TEXTS)
def test_what_is_plainly_no_list_is_one_entry_as_any_list_of_one(text: str) -> None:
    plain: list[splitting.Part] = []
    if text and ("\n" in text or ";" in text or not text[0].isalpha()):
        plain = splitting._inline(text) or splitting._numbered(text) or splitting._bulleted(text)
        plain = plain or [splitting.Part(part) for part in splitting._lines(text)]
    elif text:
        plain = [splitting.Part(text)]
    assert splitting.listed(text) == tuple(plain)


@given(TEXTS)
def test_plain_letters_need_no_second_look_at_their_edges(text: str) -> None:
    whole = text
    if not whole.isprintable() or "_x000D_" in whole:
        whole = layout._CONTROL.sub("", layout._LINE_END.sub("\n", whole)).replace("\t", " ")
    assert layout.clean(text) == whole.strip().strip(layout._EDGE)


@given(st.lists(st.sampled_from(HEADER_WORDS) | st.sampled_from(["in", "(", "/", "2025", "ន", "  "]), max_size=5))
def test_a_header_holds_the_words_that_a_look_for_each_word_finds(parts: list[str]) -> None:
    for text in (" ".join(parts), "".join(parts)):
        whole = headers.plain(text)
        apart = not re.search("[\u1780-\u17ff]", whole)
        held = [
            headers.Match(one.field, one.language, one.word, score)
            for word, matches in headers._index().items()
            if 4 <= len(word) < len(whole) and word in whole and (not apart or f" {word} " in f" {whole} ")
            for one in matches
            if (score := 0.45 + 0.5 * len(word) / len(whole)) >= headers.LIKELY
        ]
        assert headers._within(text) == held


@given(st.lists(st.tuples(WORDS | TELLING | TEXTS, st.sampled_from(KINDS), st.sampled_from(SHOWN)), max_size=12))
def test_a_text_read_before_is_read_the_same_again(cells: list[tuple[str, Kind, Presence]]) -> None:
    terms = Terms(currency="USD")
    for text, kind, presence in cells * 2:
        cell: Cell[Any] = CellReader(kind, Split.LIST, terms).read(text, Origin("f"), presence)
        assert cell.origin == Origin("f")
        if text and text[0] != "{":
            value, absent, raw, cut = CellReader(kind, Split.LIST, Terms(currency="USD"))._understand(text)
            assert cell == Cell(value, absent or presence, raw, cut)


FEW = 8
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "x:"]),
        st.sampled_from(["1", "7", "8", "9", "12345678901", ""]),
        st.lists(st.sampled_from(["A1", "Z1", "AA2", "GR3", "GS3", "GS4", "ABC5"]), max_size=1),
        st.sampled_from(["", "<v>1</v>", "f:f", "<filter/>"]),
    ),
    max_size=9,
)


def sheet_of(rows: list[tuple[str, str, list[str], str]], merges: int) -> bytes:
    parts = []
    for prefix, number, cells, inside in rows:
        told = f' r="{number}"' if number else ""
        held = "".join(f'<{prefix}c t="s" r="{place}"><v>0</v></{prefix}c>' for place in cells)
        parts.append(f"<{prefix}row{told}>{held}{inside}</{prefix}row>")
    return ("<sheet>" + "".join(parts) + "<mergeCell/>" * merges + "</sheet>").encode()


def plainly(part: bytes) -> str:
    """The rule that a worksheet breaks, each tag looked at."""
    numbers = [int(found[1]) for row in sheet_scan._ROW.findall(part) if (found := sheet_scan._NUMBER.search(row))]
    columns = [layout.column_number(letters.decode()) + 1 for letters, _ in sheet_scan._CELL.findall(part)]
    if sheet_scan._FORMULA.search(part):
        return "F09"
    if max([len(sheet_scan._ROW.findall(part)), *numbers]) > FEW:
        return "F11"
    if max(columns, default=0) > sheet_scan.MOST_COLUMNS or part.count(b"<mergeCell/>") > FEW:
        return "F12"
    return ""


@given(ROWS, st.integers(0, 9), st.sampled_from([b"", b"", b"<f>1</f>", b"<x:f/>"]))
def test_a_worksheet_is_refused_for_what_a_look_at_every_tag_finds(
    rows: list[tuple[str, str, list[str], str]], merges: int, formula: bytes
) -> None:
    part = sheet_of(rows, merges) + formula
    with pytest.MonkeyPatch.context() as few:
        few.setattr(sheet_scan, "MOST_ROWS", FEW)
        try:
            sheet_scan.scan_sheet(part, sheet_scan.Styles({}, ()), "f", "s")
            refused = ""
        except DataError as error:
            refused = error.findings[0].rule
        assert refused == plainly(part)


STRINGS = st.lists(
    st.sampled_from(["<si><t>ab</t></si>", "<si/>", "<x:si>abcdefgh</x:si>", "<si>" + "a" * 40 + "</si>"])
)


@given(STRINGS, ROWS)
def test_text_that_is_surely_short_is_never_too_long_when_counted(
    strings: list[str], rows: list[tuple[str, str, list[str], str]]
) -> None:
    table, part = "".join(strings).encode(), sheet_of(rows, 0)
    with pytest.MonkeyPatch.context() as few:
        few.setattr(sheet_scan, "MOST_TEXT", 40)
        few.setattr(sheet_scan, "MOST_STRING", 45)
        if sheet_scan._surely_short([part], table):
            sheet_scan._count_text([part], table, "f")
