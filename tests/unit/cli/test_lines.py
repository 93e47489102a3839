"""Layout by screen cells: nothing is lost, nothing is too wide, nothing steers the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.cli.show.cells import cells, parted
from palermo.cli.show.lines import Column, plain, put, row, visible, width_of, wrapped
from tests.unit.cli.plans import Terminal

KHMER = "ក្រសួងមហាផ្ទៃត្រូវបើកវគ្គបណ្តុះបណ្តាលមន្ត្រីប៉ូលីសនៅគ្រប់ខេត្ត"
texts = st.text(st.sampled_from("ab \u200b\n\u1780\u17d2\u1793\u17b6\u4e2d\u0e01\u0e49\U0001f600e\u0301"), max_size=60)


@given(texts, st.integers(4, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(visible(text).replace("\u200b", "").split())
    assert all(cells(line) <= width for line in lines)
    assert lines


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]


def test_khmer_without_spaces_is_parted_by_screen_cells_and_joins_again() -> None:
    lines = wrapped(KHMER, 20)
    assert len(lines) > 1
    assert "".join(lines) == KHMER
    assert all(cells(line) <= 20 for line in lines)


def test_a_marked_break_is_taken_before_any_other() -> None:
    assert wrapped("ក្រសួង\u200bមហាផ្ទៃ", 8) == ["ក្រសួង", "មហាផ្ទៃ"]


def test_a_row_sets_blocks_side_by_side() -> None:
    lines = row((Column(4), Column(8), Column(3, right=True)), ("A04", "one two three", "7"))
    assert plain(lines) == "A04   one two     7\n      three\n"


def test_a_plan_cannot_steer_the_terminal() -> None:
    assert visible("red\x1b[31m \u202egnihton\u2066 \x9b2J") == "red [31m gnihton 2J"


def test_where_nobody_looks_the_width_is_fixed_and_no_style_is_written() -> None:
    stream = io.StringIO()
    put([(("A04", "bold red"),)], stream)
    assert stream.getvalue() == "A04\n"
    assert width_of(stream) == 100


def test_a_terminal_gets_styles_unless_it_asks_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, bare = Terminal(), Terminal()
    put([(("A04", "red"),)], coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    put([(("A04", "red"),)], bare)
    assert "\x1b[31m" in coloured.getvalue()
    assert bare.getvalue() == "A04\n"


@pytest.mark.parametrize(("columns", "width"), [("40", 60), ("90", 90), ("300", 120)])
def test_a_terminal_is_filled_within_what_reads_well(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width_of(Terminal()) == width


@pytest.mark.parametrize(
    ("text", "wide"),
    [("A04", 3), ("ចំណាយ", 4), ("ស្ថាប័ន", 5), ("ฎีกา", 3), ("e\u0301", 1), ("\u4e2d", 2), ("a\u200bb", 2)],
)
def test_cells_are_counted_as_terminals_do(text: str, wide: int) -> None:
    assert cells(text) == wide


def test_a_letter_is_never_torn_from_its_marks_or_what_is_stacked_below_it() -> None:
    assert parted("ស្ថាប័ន", 1) == ["ស្ថា", "ប័", "ន"]
    assert parted("ស្ថាប័ន", 3) == ["ស្ថា", "ប័ន"]
