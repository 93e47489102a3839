"""Who may import whom, and what: the table of the house, held by machine."""

import ast
import importlib
import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.source import PACKAGE, ROOT, Import, imports, modules

LIBRARY = ("access", "copies", "core", "paper", "plan", "prevalence", "standing", "trail")
# modules of a room that are its public face beside the room itself
OPEN = {
    "core": {"collecting", "countries", "languages", "money", "spreadsheet", "when"},
    "plan": {"packets"},
}
# what may be had from outside the standard library
FOREIGN = {
    "access": {"cryptography"},
    "copies": {"PIL", "defusedxml", "pypdfium2"},
    "core": set(),
    "paper": {"docx", "lxml"},
    "plan": {"defusedxml", "docx", "lxml", "openpyxl", "python_calamine", "yaml"},
    "prevalence": {"jax", "numba", "numpy", "scipy"},
    "standing": set(),
    "trail": {"cryptography", "rfc8785"},
    "office": {
        "allauth",
        "altair",
        "cryptography",
        "django",
        "django_htmx",
        "gunicorn",
        "psycopg",
        "pyrage",
        "vl_convert",
    },
    "cli": {"click", "django", "rich", "typer", "yaml"},
    "demo": {"PIL", "django", "yaml"},
}


def room(module: str) -> str:
    """`plan` of `palermo.plan.model`; empty for what is outside the house or stands above the rooms."""
    house, _, inside = module.partition(".")
    return inside.split(".")[0] if house == "palermo" else ""


def is_public(found: Import) -> bool:
    """Whether an import of a library room asks for nothing behind its door."""
    name_of_room, *depth = found.target.split(".")[1:]
    open_modules = OPEN.get(name_of_room, set())
    if depth and (len(depth) > 1 or depth[0] not in open_modules):
        return False
    if not found.name or (not depth and found.name in open_modules):
        return True
    return found.name in importlib.import_module(found.target).__all__


def where(found: Import) -> str:
    return f"{found.importer}:{found.line} {found.target}.{found.name}".rstrip(".")


def test_every_room_keeps_to_its_storey() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_room_has_its_row_here() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(FOREIGN)


def test_each_room_takes_from_outside_only_what_it_may() -> None:
    astray = [
        where(found)
        for found in imports()
        if (package := found.target.split(".")[0]) not in sys.stdlib_module_names | {"palermo"}
        and package not in FOREIGN.get(room(found.importer), set())
    ]
    assert astray == []


def test_nobody_reaches_past_the_public_names_of_a_library_room() -> None:
    astray = [
        where(found)
        for found in imports()
        if room(found.target) in {*LIBRARY} - {room(found.importer)} and not is_public(found)
    ]
    assert astray == []


@pytest.mark.parametrize("name", LIBRARY)
def test_the_public_names_of_a_room_exist(name: str) -> None:
    module = importlib.import_module(f"palermo.{name}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    # how names are sorted is ruff's affair (RUF022); that none stands twice is not
    assert len(module.__all__) == len(set(module.__all__))


def test_the_library_asks_neither_clock_nor_chance() -> None:
    astray = [
        where(found)
        for found in imports()
        if room(found.importer) in LIBRARY
        and found.target.split(".")[0] in {"random", "secrets", "socket", "sqlite3", "time", "urllib", "uuid"}
    ]
    for name, tree in modules():
        if room(name) in LIBRARY:
            astray += [
                f"{name}:{node.lineno} {node.attr}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
            ]
    assert astray == []


@pytest.mark.parametrize("name", [*LIBRARY, "cli"])
def test_it_runs_without_the_office(name: str) -> None:
    script = f"import sys, palermo.{name}; sys.exit('django' in sys.modules or 'palermo.office' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
