"""The repository's own files, for the tests that read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.tools import need

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "palermo"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps, as a path from the root."""
    # the clone may belong to somebody else than the one who runs the tests
    command = [need("git"), "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and (ROOT / (path := Path(name))).is_file())


@cache
def text(path: Path) -> str:
    """The text of a tracked file; bytes that are no UTF-8 are left out."""
    return (ROOT / path).read_text(encoding="utf-8", errors="ignore")


@dataclass(frozen=True, slots=True)
class Import:
    """`from target import name` (or `import target`) in the module `importer`."""

    importer: str
    target: str
    name: str
    line: int
    at_top: bool


def named() -> Iterator[tuple[str, Path]]:
    """The dotted name of every module of the package, and its file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the package by its dotted name."""
    return tuple((name, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))) for name, path in named())


@cache
def imports() -> tuple[Import, ...]:
    """Every import statement of the package, those inside functions too."""
    return tuple(_imports())


def _imports() -> Iterator[Import]:
    for importer, tree in modules():
        at_top = set(map(id, tree.body))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(importer, alias.name, "", node.lineno, id(node) in at_top)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{importer}:{node.lineno}: write the whole name of what is imported"
                for alias in node.names:
                    yield Import(importer, str(node.module), alias.name, node.lineno, id(node) in at_top)
