"""What can be found about a file, the trail and the set-up of an office, gathered from where the code says it.

The sentences stand beside the code that finds the fault: in tables (id to sentence and advice), in the call itself, or
in names of the same module.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from manual.tables import page, table

SOURCE = Path(__file__).resolve().parent.parent / "src" / "palermo"
_ID = re.compile(r"[FLMSTU]\d\d")
INTRO = """\
A fault of a file is told, never guessed over: what, where, and what to do. `F` is about the file, `M` about which
column holds what, `L` about lists of people, `S` about how outside bodies place countries. Words in braces are filled
in from the file."""
OF_OFFICE = """\
What `palermo trail verify` can find in a log, a checkpoint or a proof (`T01` to `T49`), in the office's own tables
beside it (`T50` on), and what `palermo check` can find in how an office is set up (`U`). Words in braces are filled in;
an entry is named by its number in the log, the first being 0. `U90` passes on what Django's own deployment check says.
"""


@dataclass(slots=True)
class Known:
    """The sentences and pieces of advice of one id."""

    sentences: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


def findings_page() -> str:
    """The page."""
    return page("Findings about files", INTRO, _listed("FLMS"))


def office_findings_page() -> str:
    """The page of what is found about the trail and the set-up."""
    return page("Findings about the trail and the office", OF_OFFICE, _listed("TU"))


def _listed(letters: str) -> str:
    known = findings_of(letters)
    rows = [(f"`{rule}`", _several(known[rule].sentences), _several(known[rule].advice)) for rule in sorted(known)]
    return table(("Id", "What is found", "What to do"), rows)


def findings_of(letters: str) -> dict[str, Known]:
    """Every id that begins with one of the letters and that the code knows, with its words."""
    known: dict[str, Known] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for rule, sentence, advice in _in_file(path):
            if rule[0] not in letters:
                continue
            entry = known.setdefault(rule, Known())
            for words, told in ((sentence, entry.sentences), (advice, entry.advice)):
                if words and words not in told:
                    told.append(words)
    return known


@cache
def _in_file(path: Path) -> tuple[tuple[str, str, str], ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(_in_module(ast.parse(text))) if _ID.search(text) else ()


def _in_module(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    nodes = list(ast.walk(tree))
    named = {
        node.targets[0].id: words
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and (words := [*_words(node.value, {})])
    }
    for node in nodes:
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if (rule := _rule(key)) and len(words := list(_words(value, named))) >= 2:
                    yield rule, words[0], words[1]
        elif isinstance(node, ast.Call) and node.args and (rule := _rule(node.args[0])):
            words = [text for part in node.args[1:] for text in _words(part, named)]
            if len(words) >= 2:
                yield rule, words[0], words[1]


def _rule(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.fullmatch(node.value):
        return node.value
    return ""


def _words(node: ast.expr, named: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Sentences inside an expression, in the order they are written."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.Name):
        yield from named.get(node.id, ())
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _words(part, named)
    elif isinstance(node, ast.Call):
        for part in node.args:
            yield from _words(part, named)


def _several(texts: list[str]) -> str:
    return "<br>".join(texts)
