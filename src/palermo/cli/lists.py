"""From files of lists to tables of capture patterns, for the verbs that start from one."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from palermo.cli.show.complaints import show_findings
from palermo.cli.sources import STDIN
from palermo.core import DataError, Finding, Message, UserError, mark
from palermo.prevalence import (
    About,
    Histories,
    described,
    never_together,
    public_lists,
    read_about,
    read_each,
    read_lists,
    rearranged,
)

Cells = bytes | Sequence[Sequence[str]]


def lists_in(place: str, strata: Sequence[str], language: str) -> Histories:
    """What a file holds; what was found in it is told on the error stream. Raises DataError where it cannot be used."""
    found, findings = read_lists(cells_of(place), _name(place), strata=strata)
    return _kept(found, findings, language)


def lists_of_each(places: Sequence[str], language: str) -> Histories:
    """One table of files that are a list each."""
    found, findings = read_each([(_name(place), cells_of(place)) for place in places])
    return _kept(found, findings, language)


def public_or_file(place: str, public: str, strata: Sequence[str], language: str) -> tuple[Histories, str]:
    """A file, or a public table by its name, and what to call it."""
    if bool(place) == bool(public):
        raise UserError(Message(mark("Name one table: a file, or a public table with --shipped.")))
    if public:
        return public_lists(public.removesuffix(".csv"), strata=tuple(strata)), public.removesuffix(".csv")
    return lists_in(place, strata, language), _name(place)


def arranged(
    histories: Histories,
    *,
    about: str = "",
    impossible: Sequence[str] = (),
    omitted: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> Histories:
    """With what is known of the lists, then lists left out and made one, as the options say it."""
    lists = histories.table.lists
    told = About()
    if about:
        read, findings = read_about(cells_of(about), _name(about), lists)
        if read is None:
            raise DataError(findings)
        told = read
    never = never_together(lists, *(_names(group) for group in impossible))
    known, findings = described(histories, About(told.lists, told.impossible | never), _name(about) or "--impossible")
    if known is None:
        raise DataError(findings)
    return rearranged(known, omitted, [_names(group) for group in merged])


def cells_of(place: str) -> Cells:
    """The bytes of a text, or the cells of the first sheet of a workbook."""
    if place == STDIN:
        content = sys.stdin.buffer.read()
    else:
        try:
            content = Path(place).read_bytes()
        except OSError as error:
            text = mark("{file} cannot be opened ({fault}). Check the name, and that you may read it.")
            raise UserError(Message(text, {"file": place, "fault": error.strerror})) from error
    return _sheet(content, _name(place)) if content.startswith(b"PK") else content


def _sheet(content: bytes, file: str) -> list[list[str]]:
    # its packages are slow to import, and most lists are texts
    from palermo.plan import read_layout, shown

    layout, findings = read_layout(content, file)
    if layout is None or not layout.tables:
        raise DataError(findings)
    return [[shown(value) for value in row] for row in layout.tables[0].rows]


def _kept(found: Histories | None, findings: Sequence[Finding], language: str) -> Histories:
    if found is None:
        raise DataError(findings)
    show_findings(findings, language)
    return found


def _names(group: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in group.split("+"))


def _name(place: str) -> str:
    return "stdin" if place == STDIN else Path(place).name


def store() -> Path:
    """Where answers are kept between calls."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(home) / "palermo" / "estimates"
