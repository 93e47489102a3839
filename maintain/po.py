"""Gettext's PO format, as far as our one catalogue uses it."""

import ast
import re
from dataclasses import dataclass, replace

DRAFTED = "machine-drafted"
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")')


@dataclass(frozen=True, slots=True)
class Entry:
    """One msgid. `notes` are the translators' own lines, `marks` the `#.`, `#:` and `#,` lines of the tools."""

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    plural: str = ""
    context: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def translated(self) -> bool:
        """Whether a reader will see it: filled in, and not a guess of the merging tool."""
        return all(self.msgstr) and not any("fuzzy" in mark for mark in self.marks if mark.startswith("#,"))

    @property
    def drafted(self) -> bool:
        """Whether no person has signed it yet."""
        return DRAFTED in self.notes

    def signed(self, by: str) -> "Entry":
        """The entry with the mark of who stands for it; an empty `by` is nobody."""
        return replace(self, notes=(f"signed: {by}" if by else DRAFTED,))


def read_po(text: str) -> tuple[Entry, ...]:
    """The entries in order, the header (whose msgid is empty) among them; obsolete entries are left out."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return tuple(_read_entry(block) for block in blocks if not block.lstrip().startswith("#~"))


def _read_entry(block: str) -> Entry:
    parts: dict[str, str] = {}
    notes: list[str] = []
    marks: list[str] = []
    keyword = ""
    for line in block.splitlines():
        if line.startswith("#"):
            (marks if line[1:2] in (".", ":", ",", "|") else notes).append(line)
            continue
        found = _KEYWORD.fullmatch(line.strip())
        if found is None:
            raise ValueError(f"not a line of a PO file: {line}")
        keyword = found[1] or keyword
        parts[keyword] = parts.get(keyword, "") + ast.literal_eval(found[2])
    return Entry(
        msgid=parts["msgid"],
        msgstr=tuple(value for key, value in parts.items() if key.startswith("msgstr")),
        plural=parts.get("msgid_plural", ""),
        context=parts.get("msgctxt", ""),
        notes=tuple(note.removeprefix("#").strip() for note in notes),
        marks=tuple(marks),
    )


def write_po(entries: tuple[Entry, ...]) -> str:
    """The file, one form for one content: long strings are not folded, only broken after a line end."""
    return "\n".join(_write_entry(entry) for entry in entries)


def _write_entry(entry: Entry) -> str:
    lines = [f"# {note}".rstrip() for note in entry.notes] + list(entry.marks)
    if entry.context:
        lines.append(f"msgctxt {_quoted(entry.context)}")
    lines.append(f"msgid {_quoted(entry.msgid)}")
    if entry.plural:
        lines.append(f"msgid_plural {_quoted(entry.plural)}")
        lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(entry.msgstr)]
    else:
        lines.append(f"msgstr {_quoted(entry.msgstr[0])}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    parts = [
        '"' + part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
        for part in text.splitlines(keepends=True)
    ]
    if len(parts) > 1:
        parts.insert(0, '""')
    return "\n".join(parts) or '""'
