"""The kinds of file a version can be taken away as, and how each is made."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.core import Message, UserError
from palermo.core.languages import LANGUAGES
from palermo.office.base import store
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language
from palermo.office.plan.files import MEDIA_TYPES
from palermo.office.plan.models import Version
from palermo.office.plan.pages.made import NOTHING, Made, kept_made
from palermo.office.plan.pages.public import Edition
from palermo.office.plan.pages.steady import steady
from palermo.office.plan.readers import audit_tree, open_audit, open_file, open_plan
from palermo.plan import (
    Layout,
    Mapping,
    Plan,
    audit_rows,
    findings_csv,
    write_docx,
    write_json,
    write_xlsx,
    write_yaml,
)


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    name: str
    media_type: str
    content: bytes
    sha256: str
    note: Message = NOTHING  # what a person should know of how it was made

    @property
    def size(self) -> int:
        return len(self.content)


def _audit_csv(version: Version) -> bytes:
    rows = audit_rows(open_audit(version), version.file_name, language())
    # the byte order mark tells Excel that the letters are UTF-8; without it Khmer is garbled
    return findings_csv(rows).encode("utf-8-sig")


class Writer(Protocol):
    """Writes a plan, in the layout it came in where one is given."""

    def __call__(
        self, plan: Plan, layout: Layout | None = ..., mapping: Mapping | None = ..., *, languages: Sequence[str] = ...
    ) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `spoken`: its words are in the language of the page; `scored`: not for press reports."""

    key: str
    word: Promise
    why: Promise
    ending: str
    make: Callable[[Version], Made]
    spoken: bool = False
    scored: bool = False

    def made_of(self, edition: Edition) -> bool:
        return not (self.scored and edition.press)


def _audit_json(version: Version) -> Made:
    """The audit by the JSON contract: a list with one plan."""
    return Made((json.dumps([audit_tree(version, language())], ensure_ascii=False, indent=2) + "\n").encode())


def _source(version: Version) -> Made:
    return Made(store.fetch(version.file_sha256))


def _exported(kind: str, version: Version) -> Made:
    """The plan in the layout it came in; in our own matrix, and with a note, where it no longer fits there."""
    return kept_made(version, kind, lambda: _export(WRITERS[kind], version))


def _export(write: Writer, version: Version) -> Made:
    plan = open_plan(version)
    languages = tuple(dict.fromkeys((plan.language if plan.language in LANGUAGES else "en", "en")))
    try:
        reading = open_file(version).reading
        return Made(steady(write(plan, reading.layout, reading.mapping, languages=languages)))
    except UserError as error:
        return Made(steady(write(plan, languages=languages)), error.message)


WRITERS: dict[str, Writer] = {"xlsx": write_xlsx, "docx": write_docx}
KINDS = {
    kind.key: kind
    for kind in (
        Kind("source", _("Source file"), _("The file as it was uploaded, byte for byte."), "", _source),
        Kind(
            "yaml",
            _("Plan, YAML"),
            _("Every value with what is blank and what was not read. Reads well, and palermo reads it back."),
            ".yaml",
            lambda version: Made(write_yaml(open_plan(version)).encode()),
        ),
        Kind(
            "json",
            _("Plan, JSON"),
            _("The same for programs."),
            ".json",
            lambda version: Made(write_json(open_plan(version)).encode()),
        ),
        Kind(
            "xlsx",
            _("Plan, Excel"),
            _("A workbook in the layout the plan came in; in our own matrix where it came in none."),
            ".xlsx",
            partial(_exported, "xlsx"),
            scored=True,
        ),
        Kind(
            "docx",
            _("Plan, Word"),
            _("A document in the layout the plan came in; in our own matrix where it came in none."),
            ".docx",
            partial(_exported, "docx"),
            scored=True,
        ),
        Kind(
            "audit-csv",
            _("Audit, CSV"),
            _("One row for each finding, for a spreadsheet."),
            "-audit.csv",
            lambda version: Made(_audit_csv(version)),
            spoken=True,
        ),
        Kind(
            "audit-json",
            _("Audit, JSON"),
            _("Counts, shares, verdicts and findings for programs."),
            "-audit.json",
            _audit_json,
            spoken=True,
        ),
    )
}

_FILES: Kept[File] = Kept(64)


def make_file(version: Version, kind: Kind) -> File:
    """The file of this kind, made once. The same version always gives the same bytes, so the digest holds."""
    spoken = language() if kind.spoken else ""
    key = (str(settings.PALERMO_HOME), version.pk, kind.key, spoken)
    return _FILES.get(key, lambda: _make(version, kind))


def _make(version: Version, kind: Kind) -> File:
    content, note = kind.make(version)
    if kind.ending:
        name = f"{version.plan.slug}-v{version.number}{kind.ending}"
        media_type = MEDIA_TYPES[PurePath(name).suffix]
    else:
        name, media_type = version.file_name, version.media_type
    return File(name, media_type, content, store.digest(content), note)


def forget() -> None:
    """Forget what is kept. For tests."""
    _FILES.clear()
