"""The repository's own files agree with each other and with the house rules."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import palermo
from tests.source import PACKAGE, ROOT, text, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = {name: (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("office", "test")}
WRITTEN = {".md", ".py", ".toml", ".yaml", ".yml", ".json", ".txt", ".html", ".css", ".js", ".po", ".in", ".csv", ""}
BARRED_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers", "data"}


def written() -> list[Path]:
    """Tracked files that people wrote as text."""
    return [path for path in tracked() if path.suffix in WRITTEN]


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def pinned(name: str) -> dict[str, str]:
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([\w.-]+)(?:\[[a-z,]+\])?==([^\s;]+)", PINS[name], re.MULTILINE)
    }


def lines_like(pattern: str, paths: list[Path]) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{path}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), 1)
        if wanted.search(line)
    ]


# pins


@pytest.mark.parametrize("name", PINS)
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", PINS[name].strip()) if not entry.startswith("#")]
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in PINS[name]


@pytest.mark.parametrize(("name", "extras"), [("office", ["office"]), ("test", ["office", "test", "check"])])
def test_the_pins_satisfy_what_the_project_asks_for(name: str, extras: list[str]) -> None:
    optional = PROJECT["project"]["optional-dependencies"]
    asked = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in optional[extra])]
    asked += (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").split()
    versions = pinned(name)
    unmet = [
        line
        for line in map(Requirement, asked)
        if versions.get(canonicalize_name(line.name), "0") not in line.specifier
    ]
    assert unmet == [], "run bin/pin"


def test_the_test_pins_hold_the_office_pins() -> None:
    assert pinned("office").items() <= pinned("test").items()


def test_no_lock_file_with_addresses_is_kept() -> None:
    assert [path for path in tracked() if path.name in {"uv.lock", "pylock.toml"}] == []


# what a file may hold


def test_no_registry_host_or_machine_path_is_written_down() -> None:
    # a folder of ours may have such a name; only the top of a machine is told from nowhere above it
    assert lines_like(r"(?<![\w}])/(?:work|root|farm)/|://[^ ]*(?:pypi|pythonhosted|npmjs)", written()) == []


def test_no_secret_is_written_down() -> None:
    """Private keys, tokens and passwords of services. What tests make up is built from parts or says what it is."""
    key = "-----BEGIN [A-Z ]*PRIVATE" + " KEY-----|AGE-SECRET" + "-KEY-1[0-9A-Z]{20}"
    token = r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abp]-[0-9A-Za-z-]{20}|sk_live_[0-9A-Za-z]{20})"
    login = r"\w+://[\w.-]+:[^@\s/{]{6,}@"
    assert [line for line in lines_like(f"{key}|{token}|{login}", written()) if "name:password" not in line] == []


def test_modules_stay_under_500_lines() -> None:
    assert [str(path) for path in python_files() if len(text(path).splitlines()) > 500] == []


def test_nothing_is_left_for_later() -> None:
    left = "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "raise NotImplemented" + "Error"])
    assert lines_like(rf"\b(?:{left})\b", [path for path in written() if path.name != "LICENSE"]) == []


def test_every_silenced_check_and_every_skip_gives_its_reason() -> None:
    silenced = r"#\s*(?:no" + r"qa\b|type:\s*ignore|pragma:)(?!.*\s[#-]\s*\S)"
    skipped = r"pytest\.mark\.(?:sk" + r"ip|xf" + r"ail)\b(?!.*reason)"
    assert lines_like(f"{silenced}|{skipped}", python_files()) == []


def test_no_file_is_named_for_nothing_in_particular() -> None:
    # a folder of a program may be called what its tool calls it (package data, for one); a module may not
    assert [str(path) for path in python_files() if set(re.split(r"[_.-]", path.stem)) & BARRED_NAMES] == []


# what is shipped


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_every_file_of_the_package_is_shipped() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    shipped = {Path(pattern).suffix or pattern for pattern in patterns} | {".py"}
    inside = [path for path in tracked() if path.parts[:2] == ("src", "palermo")]
    assert [str(path) for path in inside if path.suffix not in shipped and path.name not in shipped] == []


def test_every_plan_that_ships_keeps_its_source() -> None:
    plans = sorted((PACKAGE / "demo" / "plans").glob("*.yaml"))
    assert plans
    for path in plans:
        meta = yaml.safe_load(path.read_text(encoding="utf-8"))["meta"]
        assert meta["source"], path.name
        assert path.read_text(encoding="utf-8").startswith("#"), f"{path.name} opens with what it is and what it is not"


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == palermo.__version__
    assert f"## {palermo.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# the manual


def links(page: Path) -> set[Path]:
    """The files of the repository that a page links to."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(page))
    return {
        (ROOT / page.parent / link).resolve() for link in found if "://" not in link and not link.startswith("mailto:")
    }


def pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def test_no_link_of_the_manual_leads_nowhere() -> None:
    broken = [
        f"{page} -> {target.relative_to(ROOT)}" for page in pages() for target in links(page) if not target.exists()
    ]
    assert broken == []


def test_every_page_of_the_manual_is_in_its_contents() -> None:
    contents = links(Path("docs/README.md"))
    inside = [page for page in pages() if page.parts[0] == "docs" and page != Path("docs/README.md")]
    assert [str(page) for page in inside if ROOT / page not in contents] == []
