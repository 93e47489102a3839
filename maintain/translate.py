"""Keep the one catalogue of translations: extract, list what is missing, take in what translators send, compile.

    bin/translate                     bring the Khmer catalogue up to date with the code, and compile it
    bin/translate --missing FILE.csv  list what has no Khmer yet, for a translator's spreadsheet
    bin/translate --all FILE.csv      list everything, for a translator who reviews
    bin/translate --fill FILE.csv     take such a list back

The columns are context, english, plural, khmer, signed, where. `signed` names the role and the day of the person who
stands for a line ("translator of the secretariat, 2026-11-23"); left empty, the line is kept as machine-drafted.
"""

import argparse
import csv
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

from maintain.po import DRAFTED, Entry, read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "palermo"
CATALOGUE = Path("locale/km/LC_MESSAGES/django.po")
COLUMNS = ("context", "english", "plural", "khmer", "signed", "where")
HEADER = (
    "Project-Id-Version: palermo\n"
    "Report-Msgid-Bugs-To: \n"
    "Language: km\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)


class Extraction(makemessages.Command):
    """Django's own extraction, told of the library's `Message` and `mark`, without guesses by likeness."""

    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=Message",
        "--keyword=mark",
    ]
    msgmerge_options = ["-q", "--backup=none", "--no-fuzzy-matching", "--update"]
    settings_available = False  # the catalogue is the one of the folder at hand, whatever the settings say


def extract(package: Path) -> None:
    """Bring the catalogue of the package in this folder up to date with its code and templates."""
    path = package / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(write_po((Entry("", (HEADER,)),)), encoding="utf-8")
    if not settings.configured:
        settings.configure(USE_I18N=True)
    with _inside(package):
        call_command(Extraction(), locale=["km"], add_location="file", no_obsolete=True, verbosity=0)
    found = read_po(path.read_text(encoding="utf-8"))
    # the header without the day of extraction, which would change at every run
    kept = [Entry("", (HEADER,)), *(_in_order(_noted(entry) for entry in found if entry.msgid))]
    path.write_text(write_po(tuple(kept)), encoding="utf-8")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _noted(entry: Entry) -> Entry:
    return entry if entry.notes else replace(entry, notes=(DRAFTED,))


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.msgid, entry.context))


def compile_catalogue(path: Path) -> bytes:
    """The MO file of a PO file; msgfmt refuses translations whose placeholders differ."""
    command = ["msgfmt", "--check-format", "--output-file=-", str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def listed(entries: Iterable[Entry]) -> Iterator[dict[str, str]]:
    """Entries as rows of a translator's spreadsheet."""
    for entry in entries:
        yield {
            "context": entry.context,
            "english": entry.msgid,
            "plural": entry.plural,
            "khmer": entry.msgstr[0],
            "signed": next((note.removeprefix("signed: ") for note in entry.notes if note != DRAFTED), ""),
            "where": " ".join(mark[3:] for mark in entry.marks if mark.startswith("#:")),
        }


def filled(entries: Iterable[Entry], rows: Iterable[dict[str, str]]) -> tuple[Entry, ...]:
    """Entries with the Khmer of the rows that have some. A row that fits no entry is an error, not a loss."""
    told = {(row.get("context") or "", row["english"]): row for row in rows if row["khmer"].strip()}
    done = []
    for entry in entries:
        row = told.pop((entry.context, entry.msgid), None)
        done.append(entry if row is None else replace(entry, msgstr=(row["khmer"],)).signed(row.get("signed") or ""))
    if told:
        raise SystemExit("These lines are not in the catalogue (any more): " + "; ".join(key[1] for key in told))
    return tuple(done)


def _write_rows(path: Path, entries: Iterable[Entry]) -> None:
    # the mark at the start makes spreadsheet programs read Khmer as UTF-8
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(listed(entries))


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Do what the arguments say, always on a catalogue that fits the code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    for name in ("--missing", "--all", "--fill"):
        which.add_argument(name, type=Path, metavar="FILE.csv")
    asked = parser.parse_args()
    path = PACKAGE / CATALOGUE
    extract(PACKAGE)
    entries = read_po(path.read_text(encoding="utf-8"))
    if asked.fill:
        entries = filled(entries, _read_rows(asked.fill))
        path.write_text(write_po(entries), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compile_catalogue(path))
    texts = [entry for entry in entries if entry.msgid]
    missing = [entry for entry in texts if not entry.translated]
    if asked.missing:
        _write_rows(asked.missing, missing)
    if asked.all:
        _write_rows(asked.all, texts)
    drafted = sum(entry.drafted for entry in texts if entry.translated)
    print(f"{len(texts)} texts: {len(missing)} without Khmer, {drafted} machine-drafted")


if __name__ == "__main__":
    main()
