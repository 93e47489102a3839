"""The Khmer catalogue fits the code: nothing missing, nothing stale, every placeholder kept, every draft marked."""

import ast
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from maintain.po import Entry, read_po, write_po
from maintain.translate import CATALOGUE, PACKAGE, compile_catalogue, extract, filled, listed
from palermo.plan import RULES
from tests.source import modules
from tests.tools import need

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*(?:[.!:][^}]*)?\}")
KEYWORDS = {"Message", "mark", "_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
RUN = "run bin/translate"


def entries() -> tuple[Entry, ...]:
    found = read_po((PACKAGE / CATALOGUE).read_text(encoding="utf-8"))
    return tuple(entry for entry in found if entry.msgid)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose catalogue was brought up to date."""
    need("xgettext")
    copy = tmp_path_factory.mktemp("extracted") / "palermo"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    extract(copy)
    return copy


def test_the_catalogue_holds_what_the_code_says(extracted: Path) -> None:
    fresh = {
        (entry.context, entry.msgid, entry.plural) for entry in read_po((extracted / CATALOGUE).read_text("utf-8"))
    }
    kept = {(entry.context, entry.msgid, entry.plural) for entry in entries()} | {("", "", "")}
    assert (fresh - kept, kept - fresh) == (set(), set()), RUN


def test_every_text_has_its_khmer() -> None:
    assert [entry.msgid for entry in entries() if not entry.translated] == []


def test_placeholders_agree() -> None:
    astray = []
    for entry in entries():
        wanted = [set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.plural) if text]
        astray += [text for text in entry.msgstr if text and set(PLACEHOLDER.findall(text)) not in wanted]
    assert astray == []


def test_every_khmer_text_is_drafted_or_signed() -> None:
    unmarked = [
        entry.msgid
        for entry in entries()
        if not entry.drafted and not any(re.match(r"signed: .+\d{4}-\d{2}-\d{2}", note) for note in entry.notes)
    ]
    assert unmarked == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    need("msgfmt")
    compiled = (PACKAGE / CATALOGUE).with_suffix(".mo").read_bytes()
    assert compiled == compile_catalogue(PACKAGE / CATALOGUE), RUN


def test_every_translatable_text_is_written_out() -> None:
    """A text put together at run time cannot be found by xgettext, and so never gets its Khmer."""
    astray = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert astray == []


def test_every_word_of_a_rule_is_in_the_catalogue() -> None:
    """What a rule says stands in keyword arguments, where xgettext sees only what is marked."""
    known = {entry.msgid for entry in entries()}
    said = {
        part.text
        for rule in RULES.values()
        for part in (rule.title, rule.advice, rule.why, rule.good, rule.bad, rule.wait.reason if rule.wait else None)
        if part is not None
    }
    assert said - known == set(), f"put mark(...) around these, then {RUN}"


# the tool itself


def test_what_is_written_reads_back() -> None:
    odd = Entry('a "quoted"\nline\\ and\ttab', ("មួយ\nពីរ",), context="c", notes=("machine-drafted",), marks=("#: a.py",))
    several = Entry("{n} file", ("{n}",), plural="{n} files", notes=("signed: translator, 2026-11-23",))
    assert read_po(write_po((odd, several))) == (odd, several)


def test_a_guess_of_the_merging_tool_counts_as_missing() -> None:
    entry = Entry("Lead", ("មេ",))
    assert entry.translated
    assert not replace(entry, marks=("#, fuzzy",)).translated
    assert not replace(entry, msgstr=("",)).translated


def test_a_list_that_comes_back_fills_and_signs() -> None:
    drafted, silent = Entry("Lead", notes=("machine-drafted",)), Entry("Partner", notes=("machine-drafted",))
    rows = list(listed((drafted, silent)))
    rows[0] |= {"khmer": "អ្នកដឹកនាំ", "signed": "translator, 2026-11-23"}
    assert filled((drafted, silent), rows) == (
        Entry("Lead", ("អ្នកដឹកនាំ",), notes=("signed: translator, 2026-11-23",)),
        silent,
    )


def test_a_line_that_fits_nothing_is_refused() -> None:
    with pytest.raises(SystemExit, match="not in the catalogue"):
        filled((), [{"english": "Gone", "khmer": "បាត់"}])
