"""`docs/reference/file-findings.md`: what can be found about a file, gathered from where the code says it.

The sentences stand beside the code that finds the fault: in tables (id to sentence and advice) or in the call itself.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from manual.tables import page, table

SOURCE = Path(__file__).resolve().parent.parent / "src" / "palermo"
_ID = re.compile(r"[FM]\d\d")
INTRO = """\
A fault of a file is told, never guessed over: what, where, and what to do. `F` is about the file, `M` about which
column holds what. Words in braces are filled in from the file."""


@dataclass(slots=True)
class Known:
    """The sentences and pieces of advice of one id."""

    sentences: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


def findings_page() -> str:
    """The page."""
    known = file_findings()
    rows = [(f"`{rule}`", _several(known[rule].sentences), _several(known[rule].advice)) for rule in sorted(known)]
    return page("Findings about files", INTRO, table(("Id", "What is found", "What to do"), rows))


def file_findings() -> dict[str, Known]:
    """Every id that the code knows, with its words."""
    known: dict[str, Known] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for rule, sentence, advice in _in_module(ast.parse(path.read_text(encoding="utf-8"))):
            entry = known.setdefault(rule, Known())
            for words, told in ((sentence, entry.sentences), (advice, entry.advice)):
                if words and words not in told:
                    told.append(words)
    return known


def _in_module(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if (rule := _rule(key)) and len(words := list(_words(value))) >= 2:
                    yield rule, words[0], words[1]
        elif isinstance(node, ast.Call) and node.args and (rule := _rule(node.args[0])):
            words = [text for part in node.args[1:] for text in _words(part)]
            if len(words) >= 2:
                yield rule, words[0], words[1]


def _rule(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.fullmatch(node.value):
        return node.value
    return ""


def _words(node: ast.expr) -> Iterator[str]:
    """Sentences inside an expression, in the order they are written."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _words(part)
    elif isinstance(node, ast.Call):
        for part in node.args:
            yield from _words(part)


def _several(texts: list[str]) -> str:
    return "<br>".join(texts)
